/** What is written to a connection in one turn leaves in one write, in order, and never more than the network takes. */
import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { togetherBytesMax } from '../../shared/limits.ts';
import { writeTogether } from '../../server/live/together.ts';

/** A connection that notes each system call, and whose network takes nothing while it is stuck. */
class Line extends Duplex {
  readonly calls: string[] = [];
  isStuck = false;
  #unstick: (() => void) | undefined;

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.calls.push(chunk.toString());
    this.#take(done);
  }
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.calls.push(chunks.map(({ chunk }) => chunk.toString()).join(''));
    this.#take(done);
  }
  override _read(): void {}
  flow(): void {
    this.isStuck = false;
    this.#unstick?.();
  }
  #take(done: () => void): void {
    if (this.isStuck) this.#unstick = done;
    else setImmediate(done);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** As `ws` writes a frame: a head and a body under a cork of its own. */
function frame(line: Line, text: string, taken?: () => void): void {
  line.cork();
  line.write(`<${String(text.length)}>`);
  line.write(text, taken);
  line.uncork();
}

function opened(): Line {
  const line = new Line();
  writeTogether(line);
  return line;
}

it('sends what one turn writes in one call, also what is written when the one before was taken', async () => {
  const line = opened();
  frame(line, 'you', () => frame(line, 'scene'));
  expect(line.calls).toEqual([]);
  await turn();
  expect(line.calls).toEqual(['<3>you<5>scene']);
});

it('sends what a promise of that turn writes with it', async () => {
  const line = opened();
  await Promise.resolve().then(() => {
    frame(line, 'you');
    void Promise.resolve()
      .then(() => undefined)
      .then(() => frame(line, 'ack'));
  });
  await turn();
  expect(line.calls).toEqual(['<3>you<3>ack']);
});

it('sends the next turn’s in another call', async () => {
  const line = opened();
  frame(line, 'a');
  await turn();
  frame(line, 'b');
  await turn();
  expect(line.calls).toEqual(['<1>a', '<1>b']);
});

it('has whoever writes wait once the network takes no more', async () => {
  const line = opened();
  line.isStuck = true;
  const taken: string[] = [];
  frame(line, 'x'.repeat(togetherBytesMax), () => taken.push('first'));
  await turn();
  frame(line, 'y', () => taken.push('second'));
  await turn();
  expect(taken).toEqual(['first']);
  line.flow();
  await turn();
  await turn();
  expect(taken).toEqual(['first', 'second']);
  expect(line.calls.at(-1)).toBe('<1>y');
});

it('loses nothing of what was written before an end in the same turn', async () => {
  const line = opened();
  frame(line, 'gone');
  line.end();
  await turn();
  expect(line.calls).toEqual(['<4>gone']);
});
