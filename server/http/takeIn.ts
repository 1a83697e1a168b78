/** The body of a request as it is, up to a size. What is larger is refused without being kept or read to its end. */
import type { Request, RequestHandler, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import { lingerMs } from '../../shared/limits.ts';

/** Null when it is larger. Rejects when it breaks off. */
export async function takeIn(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (saysMore(request, bytesMax)) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const saysMore = (request: Pick<Request, 'get'>, bytesMax: number): boolean =>
  Number(request.get('content-length') ?? 0) > bytesMax;

/**
 * Answers while the body is still on its way. Closing at once would throw away what is on the line in both directions, the
 * answer too; so what comes is dropped for a moment first.
 */
export function refuseUnread(request: IncomingMessage, response: Response, status: number, error: string): void {
  const body = JSON.stringify({ error });
  response
    .status(status)
    .type('json')
    .set({ connection: 'close', 'content-length': String(body.length) });
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  request.once('close', end);
  if (request.complete) end();
  else request.resume();
}

/** Before a reader of bodies that would read to the end what it refuses. */
export const atMost = <Params>(bytesMax: number, error: string): RequestHandler<Params> =>
  function refuseMore(request, response, next) {
    if (saysMore(request, bytesMax)) refuseUnread(request, response, 413, error);
    else next();
  };
