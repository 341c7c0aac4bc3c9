import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from './place.ts'

/** The superuser of an embedded cluster; reachable through the private socket folder only. */
export const SUPERUSER = 'postgres'

/** The name of the database in an embedded cluster. */
export const DATABASE = 'yanpei'

/** Further settings, there only while a backup is being restored. */
export const RESTORE_SETTINGS = 'restore.conf'

/**
 * The server's settings. Durability is not for sale: with fsync or synchronous_commit off a power cut loses
 * acknowledged rows. Memory stays small, for a county's one machine.
 */
export function serverSettings(walFolder: string): Readonly<Record<string, string>> {
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '60',
    shared_buffers: '96MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    max_parallel_workers_per_gather: '1',
    max_parallel_workers: '2',
    max_logical_replication_workers: '0',
    io_method: 'sync',
    random_page_cost: '1.1',
    wal_level: 'replica',
    max_wal_senders: '4',
    archive_mode: 'on',
    archive_library: 'basic_archive',
    'basic_archive.archive_directory': walFolder,
    archive_timeout: '60s',
    file_copy_method: 'clone',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    log_line_prefix: '%m [%p] %u %a ',
    log_min_duration_statement: '2s',
    lc_messages: 'C',
    listen_addresses: '',
    unix_socket_permissions: '0700',
  }
}

const HEADER = '# Written at every start. Put settings of your own into custom.conf beside this file.\n'
const ACCESS = [
  '# Only those who can enter the private socket folder get this far; there is no network.',
  'local all         all trust',
  'local replication all trust',
  '',
].join('\n')

/** Writes postgresql.conf and pg_hba.conf, so that an update brings its settings to old clusters. */
export async function writeSettings(place: Place): Promise<void> {
  const lines = Object.entries(serverSettings(place.wal)).map(([name, value]) => `${name} = ${quote(value)}`)
  const text = `${HEADER}${lines.join('\n')}\ninclude_if_exists 'custom.conf'\ninclude_if_exists '${RESTORE_SETTINGS}'\n`
  await replaceInPlace(join(place.data, 'postgresql.conf'), text)
  await replaceInPlace(join(place.data, 'pg_hba.conf'), ACCESS)
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

/** The file keeps its owner; it exists since initdb. */
async function replaceInPlace(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8')
  if (before !== text) await writeFile(path, text)
}
