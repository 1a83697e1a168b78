/** What a request about accounts brings, checked by its schema; anything else is refused. */
import type { Request } from 'express';
import * as v from 'valibot';
import { AccountRefusal } from '../../accounts/account.ts';

export const passphrase = v.pipe(v.string(), v.maxLength(1_000));
/** What somebody shows before what outlives their session; nothing where they have no passphrase. */
export const proofSchema = v.optional(v.strictObject({ passphrase: v.optional(passphrase) }), {});

export function bodyOf<Schema extends v.GenericSchema>(
  schema: Schema,
  request: Pick<Request, 'body'>,
): v.InferOutput<Schema> {
  const body = v.safeParse(schema, request.body);
  if (!body.success) throw new AccountRefusal('malformed');
  return body.output;
}
