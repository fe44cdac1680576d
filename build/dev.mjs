// `make dev`: builds and serves the site, and repeats both after each change. Open pages reload. After a compile error,
// the last successful build keeps serving. Arguments are passed to the server.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';

const WATCHED = ['src', 'style', 'public', 'migrations', 'sample', 'build', 'editor/src', 'editor/style', 'Cargo.toml', 'Leptos.toml'];
/** Milliseconds to wait after a change, since an editor writes a file in several steps. */
const PAUSE = 100;

const folder = process.env.CARGO_TARGET_DIR ?? 'target';
let server;
let isBuilding = false;
let hasChanged = false;
let pause;

const run = (command, args) =>
  new Promise((done) => spawn(command, args, { stdio: 'inherit' }).on('exit', done));

/**
 * Kills the server instead of a graceful shutdown, so that open requests do not delay the new one. Stored data is safe.
 */
const stop = () =>
  new Promise((done) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return done();
    server.on('exit', done);
    server.kill('SIGKILL');
  });

async function build() {
  if (isBuilding) return void (hasChanged = true);
  isBuilding = true;
  do {
    hasChanged = false;
    const begun = Date.now();
    const code = await run('cargo', ['build', '--profile', 'quick', '--features', 'dev']);
    if (code !== 0) {
      console.error('make dev: the build failed. The last good one goes on; the next change builds again.');
      continue;
    }
    await stop();
    server = spawn(`${folder}/quick/longan`, process.argv.slice(2), { stdio: 'inherit' });
    console.error(`make dev: built in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  } while (hasChanged);
  isBuilding = false;
}

for (const path of WATCHED) {
  watch(path, { recursive: true }, () => {
    clearTimeout(pause);
    pause = setTimeout(build, PAUSE);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop().then(() => process.exit()));
await build();
