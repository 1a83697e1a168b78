/** How refusals of accounts are answered: each code has its status. What is none of them goes on as the error it is. */
import type { ErrorRequestHandler } from 'express';
import { AccountRefusal, type AccountRefusalCode } from '../../accounts/account.ts';

const statuses: Readonly<Record<AccountRefusalCode, number>> = {
  malformed: 400,
  'passphrase-weak': 400,
  'sign-in-wrong': 401,
  'sign-in-again': 403,
  'not-yourself': 403,
  'not-found': 404,
  'name-taken': 409,
  'set-up-already': 409,
  'last-owner': 409,
  'invitation-over': 410,
  'passkeys-need-https': 409,
  'too-many-passkeys': 409,
  'provider-failed': 502,
  'provider-late': 410,
  'provider-refused': 403,
  'not-invited': 403,
  'too-many': 429,
};

export const answerRefusals: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof AccountRefusal) || response.headersSent) return next(error);
  response.status(statuses[error.code]).json({ error: error.code });
};
