/**
 * The registry of the client: a kind is a folder here, and its screens load on demand, so that a phone fetches what its
 * pack asks. What only the host needs is found beside it, in stages.ts and editors.ts.
 */
import type { Component } from 'svelte';
import { loaderOf, type Modules } from './loader.ts';
import type { PhoneProps } from './props.ts';

const phones = import.meta.glob('./*/Phone.svelte') as Modules<PhoneProps>;
const load = loaderOf(phones);

export const loadPhone = async (kind: string): Promise<Component<PhoneProps>> => load(`./${kind}/Phone.svelte`);

/** Fetches the phone's screens of all kinds while there is time, so that none is missing when the network is. */
export function warmPhones(): void {
  for (const path of Object.keys(phones)) load(path).catch(() => {});
}
