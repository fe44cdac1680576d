// `make dev`: builds the site and serves it, and does both again after each change. Pages that are open reload. Errors
// of the compiler are shown, and the last build that went well goes on answering. Arguments go to the server.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';

const WATCHED = ['src', 'style', 'public', 'migrations', 'sample', 'build', 'Cargo.toml', 'Leptos.toml'];
/** An editor writes a file in several steps. */
const PAUSE = 100;

const folder = process.env.CARGO_TARGET_DIR ?? 'target';
let server;
let isBuilding = false;
let hasChanged = false;
let pause;

const run = (command, args) =>
  new Promise((done) => spawn(command, args, { stdio: 'inherit' }).on('exit', done));

/** At once, not in peace: a request under way must not hold up the next build's server. Nothing stored is lost. */
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
