import { spawnSync } from 'node:child_process'

/** What of util-linux this machine has; busybox's tools of the same names lack the options needed. */
export type Tools = { flock: boolean; setpriv: boolean }

/** Looks once for `flock --no-fork` and `setpriv --pdeathsig`. */
export function findTools(): Tools {
  known ??= { flock: offers('flock', '--no-fork'), setpriv: offers('setpriv', '--pdeathsig') }
  return known
}

let known: Tools | undefined

function offers(program: string, option: string): boolean {
  const said = spawnSync(program, ['--help'], { encoding: 'utf8', timeout: 5000 })
  return said.error === undefined && `${said.stdout}${said.stderr}`.includes(option)
}
