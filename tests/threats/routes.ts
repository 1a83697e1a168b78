/** Every route below /api: who may use it when there are accounts, and a way to ask that changes nothing where it is let in. */
import type { Role } from '../../shared/roles.ts';

export interface Route {
  /** Where it stands: file, method and path as in the source. */
  readonly source: string;
  readonly method: string;
  /** As it is asked for. */
  readonly path: string;
  readonly needs: 'everybody' | 'key' | Role;
  readonly body?: unknown;
}

const route = (needs: Route['needs'], source: string, path: string, body?: unknown): Route => ({
  source,
  method: source.split(' ')[1] ?? '',
  path,
  needs,
  ...(body === undefined ? {} : { body }),
});

/** A body that no schema knows: what is let in is told so, and nothing happens. */
const wrong = { wrong: true };

export const routes: readonly Route[] = [
  route('everybody', 'api.ts GET /host', '/api/host'),
  route('everybody', 'api.ts GET /rooms/:code', '/api/rooms/nobody'),
  // Who has no word from the desk is asked for more where the room is there: see the test of rooms.
  route('everybody', 'api.ts POST /rooms/:code/host', '/api/rooms/nobody/host', {}),
  route('author', 'api.ts GET /rooms', '/api/rooms'),
  route('host', 'api.ts POST /rooms', '/api/rooms', wrong),
  route('everybody', 'study.ts GET /:id', '/api/study/nothing'),
  route('everybody', 'study.ts GET /:id/app.webmanifest', '/api/study/nothing/app.webmanifest'),
  route('author', 'guides.ts POST /', '/api/guides', wrong),
  route('author', 'packs.ts GET /', '/api/packs'),
  route('author', 'packs.ts POST /reload', '/api/packs/reload'),
  route('author', 'packs.ts GET /:id', '/api/packs/nothing'),
  route('author', 'packs.ts POST /', '/api/packs', wrong),
  route('author', 'packs.ts PUT /:id', '/api/packs/nothing', wrong),
  route('author', 'packs.ts DELETE /:id', '/api/packs/nothing'),
  route('author', 'studyAudio.ts PUT /:id/audio', '/api/packs/nothing/audio'),
  route('author', 'studyAudio.ts DELETE /:id/audio', '/api/packs/nothing/audio'),
  route('host', 'reports.ts GET /', '/api/reports'),
  route('host', 'reports.ts GET /:room', '/api/reports/nothing'),
  route('host', 'reports.ts DELETE /:room', '/api/reports/nothing'),
  route('everybody', 'account/account.ts GET /', '/api/account'),
  route('key', 'account/account.ts POST /first', '/api/account/first', wrong),
  route('everybody', 'account/account.ts POST /invitation', '/api/account/invitation', wrong),
  route('everybody', 'account/account.ts POST /join', '/api/account/join', wrong),
  route('everybody', 'account/account.ts POST /reset', '/api/account/reset', wrong),
  route('everybody', 'account/account.ts POST /sign-in', '/api/account/sign-in', wrong),
  route('author', 'account/account.ts PUT /passphrase', '/api/account/passphrase', wrong),
  route('author', 'account/account.ts DELETE /', '/api/account', wrong),
  route('author', 'account/sessions.ts POST /sign-out', '/api/account/sign-out'),
  route('author', 'account/sessions.ts GET /sessions', '/api/account/sessions'),
  route('author', 'account/sessions.ts DELETE /sessions', '/api/account/sessions'),
  route('author', 'account/sessions.ts DELETE /sessions/:id', '/api/account/sessions/nothing'),
  route('author', 'account/passkeys.ts POST /passkeys/options', '/api/account/passkeys/options'),
  route('author', 'account/passkeys.ts POST /passkeys', '/api/account/passkeys', wrong),
  route('author', 'account/passkeys.ts DELETE /passkeys/:id', '/api/account/passkeys/nothing'),
  route('everybody', 'account/passkeys.ts POST /passkey/options', '/api/account/passkey/options'),
  route('everybody', 'account/passkeys.ts POST /passkey', '/api/account/passkey', wrong),
  route('everybody', 'account/provider.ts POST /provider', '/api/account/provider', wrong),
  route('everybody', 'account/provider.ts GET /provider/back', '/api/account/provider/back'),
  route('everybody', 'account/provider.ts POST /ticket', '/api/account/ticket', wrong),
  route('owner', 'account/people.ts GET /', '/api/people'),
  route('owner', 'account/people.ts PATCH /:id', '/api/people/nobody', wrong),
  route('owner', 'account/people.ts POST /:id/reset', '/api/people/nobody/reset'),
  route('owner', 'account/people.ts DELETE /:id/sessions', '/api/people/nobody/sessions'),
  route('owner', 'account/people.ts DELETE /:id', '/api/people/nobody'),
  route('owner', 'account/invitations.ts GET /', '/api/people/invitations'),
  route('owner', 'account/invitations.ts POST /', '/api/people/invitations', wrong),
  route('owner', 'account/invitations.ts DELETE /:id', '/api/people/invitations/nothing'),
];
