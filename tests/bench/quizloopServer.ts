/** Quizloop with one room to play in, and usage told on request. */
import { parsePack } from '../support/rooms.ts';
import { benchSettings, startBenchApp } from './benchApp.ts';
import { benchPack } from './packs.ts';
import { tellUsage } from './usage.ts';

const { app, port } = await startBenchApp();
const room = await app.rooms.open(parsePack(benchPack), benchSettings);
tellUsage({ port, code: room?.code ?? '', token: room?.token ?? '' });
