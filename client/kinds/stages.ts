/** The kinds' screens for the projector: no phone has to know where they are. */
import type { Component } from 'svelte';
import { loaderOf, type Modules } from './loader.ts';
import type { StageProps } from './props.ts';

const load = loaderOf(import.meta.glob('./*/Stage.svelte') as Modules<StageProps>);

export const loadStage = async (kind: string): Promise<Component<StageProps>> => load(`./${kind}/Stage.svelte`);
