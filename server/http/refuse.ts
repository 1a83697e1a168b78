/** Answers a request with why it is refused: a code that pages have words for. */
import type { Response } from 'express';

export const refuse = (response: Response, status: number, error: string): void => {
  response.status(status).json({ error });
};
