/** The gate before everything that only hosts may do. Wrong keys count, so that none is found by trying. */
import type { RequestHandler } from 'express';
import type { Addresses } from '../live/addresses.ts';
import { hostRight, type HostRule } from './hostRight.ts';
import { refuseUnread } from './takeIn.ts';

export function hostsOnly(rule: HostRule & { readonly addresses: Addresses }): RequestHandler {
  return async (request, response, next) => {
    const address = request.ip ?? '';
    const right = (await rule.addresses.mayTry(address)) ? hostRight(request, rule) : 'too-many';
    if (right === 'yes') return next();
    if (right === 'too-many') return refuseUnread(request, response, 429, 'too-many');
    if (right === 'wrong-key') await rule.addresses.wrong(address);
    refuseUnread(request, response, 401, right === 'wrong-key' ? 'host-key-wrong' : 'host-key-needed');
  };
}
