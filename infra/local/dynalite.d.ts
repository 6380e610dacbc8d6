declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** The options of dynalite 4 that are used here. `path` is a LevelDB folder; without it all is in memory. */
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server;
}
