/** The parts that starting is made of: addresses for people to type, the host key, the greeting, refusals, log lines. */
import type { NetworkInterfaceInfo } from 'node:os';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isNodeTooOld } from '../../server/bin/nodeVersion.mjs';
import { openDataFolder } from '../../server/start/dataFolder.ts';
import { greet, type Greeting } from '../../server/start/greeting.ts';
import { keepHostKey } from '../../server/start/hostKey.ts';
import { isOnlyHere, isServedHere, reachableHosts } from '../../server/start/networkAddress.ts';
import { listenRefusal, StartRefusal } from '../../server/start/startRefusal.ts';
import { createLogger } from '../../server/telemetry/logger.ts';

const folder = mkdtempSync(join(tmpdir(), 'quizloop-starting-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ipv4(address: string, internal = false): NetworkInterfaceInfo {
  return { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: null };
}

describe('addresses for people to type', () => {
  it('put the network of the room first and bridges of containers last', () => {
    const hosts = reachableHosts('0.0.0.0', {
      lo: [ipv4('127.0.0.1', true)],
      docker0: [ipv4('172.17.0.1')],
      eth1: [ipv4('169.254.7.7')],
      tun0: [ipv4('10.8.0.2')],
      eth0: [ipv4('10.1.2.3')],
      wlan0: [ipv4('192.168.1.20')],
    });
    expect(hosts).toEqual(['192.168.1.20', '10.1.2.3', '10.8.0.2', '172.17.0.1', '169.254.7.7']);
  });

  it('fall back to this machine where there is no network', () => {
    expect(reachableHosts('0.0.0.0', { lo: [ipv4('127.0.0.1', true)] })).toEqual(['localhost']);
    expect(isOnlyHere('localhost')).toBe(true);
  });

  it('are the one that HOST names', () => {
    expect(reachableHosts('192.168.1.5', {})).toEqual(['192.168.1.5']);
    expect(reachableHosts('::1', {})).toEqual(['[::1]']);
    expect(isServedHere('192.168.1.5')).toBe(false);
    expect(isServedHere('::')).toBe(true);
  });
});

describe('the host key', () => {
  it('is made once, hard to guess, and only for its owner to read', () => {
    const key = keepHostKey(folder);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(keepHostKey(folder)).toBe(key);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'host-key')).mode & 0o777).toBe(0o600);
  });

  it('is made anew where a crash left the file empty, and refused where it holds something else', () => {
    const file = join(folder, 'host-key');
    writeFileSync(file, '');
    expect(keepHostKey(folder)).toBe(readFileSync(file, 'utf8').trim());
    writeFileSync(file, 'short');
    expect(() => keepHostKey(folder)).toThrow(StartRefusal);
  });
});

describe('refusals', () => {
  it('tell what stands in the place of the data folder', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => openDataFolder(file)).toThrow(/data folder .*a-file \(a file stands in its place\)/);
    expect(() => openDataFolder(join(file, 'below'))).toThrow(/\(part of the path is a file\)/);
  });

  it.runIf(process.platform === 'linux')('give up on a place where no folder can be made', () => {
    expect(() => openDataFolder('/proc/quizloop/data')).toThrow(/cannot write to the data folder/);
  });

  it('make every folder on the way', () => {
    const deep = join(folder, 'one', 'two', 'three');
    expect(openDataFolder(deep)).toBe(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it('explain why a port cannot be had, and leave bugs alone', () => {
    const at = { port: 80, host: '0.0.0.0' };
    expect(listenRefusal(Object.assign(new Error(), { code: 'EACCES' }), at)).toMatchObject({
      message: expect.stringContaining('port 80 may only be used with more rights') as string,
    });
    const bug = new TypeError('a bug');
    expect(listenRefusal(bug, at)).toBe(bug);
  });

  it('know which Node is too old', () => {
    expect(['16.20.0', '18.19.1', '20.18.0', '21.7.0', '22.11.0'].filter((v) => !isNodeTooOld(v))).toEqual([]);
    expect(['20.19.0', '20.20.2', '22.12.0', '23.1.0', '24.0.0'].filter(isNodeTooOld)).toEqual([]);
  });
});

describe('the greeting', () => {
  const greeting: Greeting = {
    version: '1.2.3',
    joinUrls: ['http://192.168.1.20:4555', 'http://10.1.2.3:4555'],
    hereUrl: 'http://localhost:4555',
    hostKey: 'k'.repeat(43),
    accounts: 'off',
    dataFolder: 'data',
    room: null,
    colour: false,
  };
  const text = greet(greeting);

  it('says where to join and how to host', () => {
    expect(text).toContain('http://192.168.1.20:4555\n');
    expect(text).toContain('http://localhost:4555/library\n');
    expect(text).toContain(`http://192.168.1.20:4555/library#key=${'k'.repeat(43)}\n`);
  });

  it('says where to sign in, and before that how to make the first account', () => {
    const first = greet({ ...greeting, accounts: 'empty' });
    expect(first).toContain(`http://192.168.1.20:4555/account#key=${'k'.repeat(43)}\n`);
    const later = greet({ ...greeting, accounts: 'on' });
    expect(later).toContain('http://192.168.1.20:4555/library\n');
    expect(later).not.toContain('k'.repeat(43));
  });

  it('leads straight into a room that was opened at once', () => {
    const room = {
      code: 'BCDF23',
      title: 'Ice',
      itemCount: 9,
      minutes: 10,
      madeOf: '10 questions, 0 essays, 48 terms',
    };
    const withRoom = greet({ ...greeting, room });
    expect(withRoom).toMatch(/Room +BCDF23\n.*Ice \(9 items, about 10 minutes\)\n.*10 questions, 0 essays, 48 terms\n/);
    expect(withRoom).toMatch(/Join at +http:\/\/192\.168\.1\.20:4555\/BCDF23\n/);
    expect(withRoom).toContain('http://localhost:4555/stage/BCDF23\n');
    expect(withRoom).toContain(`http://192.168.1.20:4555/stage/BCDF23#key=${'k'.repeat(43)}\n`);
  });

  it('draws a code that fits an old terminal, light on dark, with a quiet edge', () => {
    const drawn = text.split('\n').filter((line) => /[█▀▄]/.test(line));
    expect(drawn.length).toBeGreaterThan(12);
    expect(drawn.length).toBeLessThan(24);
    expect(drawn[0]?.trim()).toMatch(/^█+$/);
  });
});

describe('log lines', () => {
  function logged(format: 'json' | 'pretty', write: (logger: ReturnType<typeof createLogger>) => void): string {
    const lines: string[] = [];
    write(createLogger({ level: 'info', format, version: '1.2.3', out: { write: (line) => lines.push(line) } }));
    return lines.join('');
  }

  it('hold no secret, however it got in', () => {
    for (const format of ['json', 'pretty'] as const) {
      const text = logged(format, (logger) => {
        logger.info(
          { token: 'S3CRET', seat: { token: 'S3CRET' }, request: { headers: { authorization: 'S3CRET' } } },
          'x',
        );
      });
      expect(text).not.toContain('S3CRET');
      expect(text).toContain('[secret]');
    }
  });

  it('are JSON for machines, with level, time and version', () => {
    const line: unknown = JSON.parse(logged('json', (logger) => logger.warn({ room: 'r1' }, 'look tomorrow')));
    expect(line).toMatchObject({ level: 'warn', msg: 'look tomorrow', room: 'r1', version: '1.2.3' });
  });

  it('are short for people, and keep an error’s stack', () => {
    const text = logged('pretty', (logger) => logger.error({ err: new Error('boom'), count: 2 }, 'it broke'));
    expect(text).toMatch(/^\d\d:\d\d:\d\d error it broke count=2\n {6}Error: boom\n {6} {4}at /);
  });

  it('below the level are not written', () => {
    expect(logged('json', (logger) => logger.debug('quiet'))).toBe('');
  });
});
