import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';

const BINARY = resolve(__dirname, process.env.LONGAN_BINARY ?? '../target/release/longan');

/** Settings as environment variables without the prefix `LONGAN_`: `{ COMMENTS_MODERATION: 'nobody' }`. */
export type Settings = Record<string, string>;

/** A site: the binary in a new folder, with a new database. */
export class Site {
  /** `http://127.0.0.1:PORT`; stays the same when the site is restarted. */
  url = '';
  private process?: ChildProcess;
  private log = '';

  private constructor(
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Creates an empty folder for a site. */
  static async create(settings: Settings = {}): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), 'longan-'));
    // Settings in the environment of the test run do not apply to this site.
    const outer = Object.entries(process.env).filter(([name]) => !name.startsWith('LONGAN_'));
    const own = Object.entries(settings).map(([name, value]) => [`LONGAN_${name}`, value]);
    return new Site(folder, Object.fromEntries([...outer, ...own]));
  }

  /** Runs one command, such as `import wordpress FILE`, and returns its output. */
  async run(...command: string[]): Promise<string> {
    const options = { cwd: this.folder, env: this.environment };
    return (await promisify(execFile)(BINARY, command, options)).stdout;
  }

  /** Starts the server, at its previous address if there is one. */
  async start(): Promise<void> {
    const address = this.url ? new URL(this.url).host : '127.0.0.1:0';
    const options = { cwd: this.folder, env: this.environment };
    const child = spawn(BINARY, ['--addr', address], { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    this.process = child;
    this.log = '';
    this.url = await new Promise((found, lost) => {
      child.stderr.on('data', (text) => {
        this.log += text;
        const line = this.log.match(/serving on (http:\/\/\S+)/);
        if (line) found(line[1]);
      });
      child.on('error', lost);
      child.on('exit', (code) => lost(new Error(`the site ended with ${code}:\n${this.log}`)));
    });
  }

  /** The setup link from the log of the last start. */
  get setupLink(): string {
    const link = this.log.match(/http:\/\/\S+\/admin\/setup\?token=[\w-]+/);
    if (!link) throw new Error(`the log has no setup link:\n${this.log}`);
    return link[0];
  }

  /** Stops the server with a signal, and expects a clean exit. */
  async stop(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child) return;
    const gone = child.exitCode !== null || child.signalCode !== null;
    const ended = gone ? child.exitCode : new Promise<number | null>((done) => child.on('exit', done));
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    const code = await ended;
    clearTimeout(patience);
    expect(code, `the server's exit status after SIGTERM; its log:\n${this.log}`).toBe(0);
    expect(this.log, 'the log has neither errors nor panics').not.toMatch(/ERROR|panicked/);
  }

  /** Stops the server and removes the folder. */
  async remove(): Promise<void> {
    try {
      await this.stop();
    } finally {
      await rm(this.folder, { recursive: true, force: true });
    }
  }
}
