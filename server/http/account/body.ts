/** What a request about accounts brings, checked by its schema; anything else is refused. */
import type { Request } from 'express';
import * as v from 'valibot';
import { AccountRefusal } from '../../accounts/account.ts';

export function bodyOf<Schema extends v.GenericSchema>(
  schema: Schema,
  request: Pick<Request, 'body'>,
): v.InferOutput<Schema> {
  const body = v.safeParse(schema, request.body);
  if (!body.success) throw new AccountRefusal('malformed');
  return body.output;
}
