// Called by MSBuild: `node build.mjs install|bundle STAMP`.
//
// Two builds may want the bundle at once (two test projects, an editor beside a shell). A lock lets one work and the
// other wait; the stamp holds a hash of what went in, so that whoever waited finds the work done. The bundle is built
// beside its place and moved there whole: an interrupted build leaves the old one.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [task, stamp] = process.argv.slice(2);
const dist = join(here, '../wwwroot/dist');

const tasks = {
  install: {
    inputs: ['package.json', 'package-lock.json'],
    result: join(here, 'node_modules/vite/package.json'),
    run: () => npm('ci', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--loglevel=error'),
  },
  bundle: {
    inputs: ['src', 'public', 'vite.config.js', 'package-lock.json', 'build.mjs'],
    result: join(dist, 'app.js'),
    run: bundle,
  },
};

function npm(...args) {
  const windows = process.platform === 'win32';
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: here, stdio: 'inherit', shell: windows });
  if (done.error?.code === 'ENOENT') {
    fail('npm was not found. Install Node.js 20.19 or newer together with npm, then build again.');
  }
  if (done.status !== 0) {
    fail(`"npm ${args[0]}" failed (exit code ${done.status}); its own message is above.`);
  }
}

function bundle() {
  const fresh = join(here, '../obj/client-dist');
  const vite = join(here, 'node_modules/vite/bin/vite.js');
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: here, stdio: 'inherit', env: { ...process.env, CASEFLOW_CLIENT_OUT: fresh },
  });
  if (done.status !== 0) {
    fail('The web bundle could not be built; the message of Vite is above.');
  }
  const old = join(here, '../obj/client-dist-old');
  rmSync(old, { recursive: true, force: true });
  mkdirSync(dirname(dist), { recursive: true });
  if (existsSync(dist)) {
    renameSync(dist, old);
  }
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

function files(path) {
  const full = join(here, path);
  if (!existsSync(full)) {
    return [];
  }
  return statSync(full).isDirectory()
    ? readdirSync(full).sort().flatMap(name => files(join(path, name)))
    : [path];
}

function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(files)) {
    hash.update(relative(here, join(here, path))).update('\0').update(readFileSync(join(here, path))).update('\0');
  }
  return hash.digest('hex');
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// A directory is made by one process only; the one that died holding it is recognised by its process id.
async function lock(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, 'pid'), String(process.pid));
      return () => rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
      if (isAbandoned(path)) {
        rmSync(path, { recursive: true, force: true });
      } else {
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    }
  }
}

function isAbandoned(path) {
  try {
    return !alive(Number(readFileSync(join(path, 'pid'), 'utf8')));
  } catch {
    // Between mkdir and writing the id there is a moment without it; a lock that stays so was left by a crash.
    return existsSync(path) && Date.now() - statSync(path).mtimeMs > 10_000;
  }
}

let release = () => {};

function fail(sentence) {
  release();
  console.error(`CaseFlow: ${sentence}`);
  process.exit(1);
}

const { inputs, result, run } = tasks[task];
release = await lock(join(here, '../obj/client.lock'));
const hash = hashOf(inputs);
if (!existsSync(result) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
  run();
}
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, hash);
release();
