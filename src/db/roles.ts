import type pg from 'pg'
import { DatabaseRefusal } from './refusal.ts'

/** Owns every object; nobody can log in as it. */
export const OWNER_ROLE = 'yanpei_owner'

/** What the program works as: has nothing but what migrations grant to it. */
export const APP_ROLE = 'yanpei_app'

const OLDEST = 150_000

/**
 * Refuses servers that are too old.
 * @throws DatabaseRefusal 'server-version'.
 */
export async function checkVersion(admin: pg.Pool): Promise<void> {
  const found = await admin.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  const version = found.rows[0]
  if (version !== undefined && version.number >= OLDEST) return
  throw new DatabaseRefusal(
    'server-version',
    `数据库服务器的版本是 PostgreSQL ${version?.name ?? '未知'}，需要 15 或更新的版本。请升级服务器，或不设 DATABASE_URL 而使用内置数据库。`,
  )
}

/**
 * Makes the two roles, the owner's right to build here, and the extensions. All of it may exist already, made
 * by an administrator who gives us no right to make roles.
 * @throws DatabaseRefusal 'rights' naming what the administrator has to do.
 */
export async function prepareServer(admin: pg.Pool): Promise<void> {
  try {
    await admin.query(createRole(OWNER_ROLE, 'nologin'))
    await admin.query(createRole(APP_ROLE, 'login'))
    await admin.query(JOIN_OWNER)
    await admin.query(RIGHTS)
    for (const extension of ['btree_gist', 'pg_trgm']) await admin.query(createExtension(extension))
  } catch (cause) {
    throw new DatabaseRefusal(
      'rights',
      `不能在数据库里准备角色和扩展：${cause instanceof Error ? cause.message : String(cause)}。` +
        `请让 DATABASE_URL 的用户拥有 CREATEROLE 权限和这个数据库，或请管理员先建立角色 ${OWNER_ROLE}、${APP_ROLE} 和扩展 btree_gist、pg_trgm。`,
      { cause },
    )
  }
}

/** Roles belong to the whole server, so another of our databases may be making the same one right now. */
function createRole(name: string, login: 'login' | 'nologin'): string {
  return `do $$ begin
    if not exists (select from pg_roles where rolname = '${name}') then
      create role ${name} ${login} nosuperuser nocreatedb nocreaterole noreplication;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$`
}

const JOIN_OWNER = `do $$ begin
  if not pg_has_role(current_user, '${OWNER_ROLE}', 'member') then
    execute format('grant ${OWNER_ROLE} to %I', current_user);
  end if;
  if current_setting('server_version_num')::int >= 160000 then
    if not pg_has_role(current_user, '${OWNER_ROLE}', 'set') then
      execute format('grant ${OWNER_ROLE} to %I with set true', current_user);
    end if;
  end if;
end $$`

const RIGHTS = `do $$ begin
  if not has_schema_privilege('${OWNER_ROLE}', 'public', 'create') then
    grant usage, create on schema public to ${OWNER_ROLE};
  end if;
  if not has_database_privilege('${OWNER_ROLE}', current_database(), 'create') then
    execute format('grant create on database %I to ${OWNER_ROLE}', current_database());
  end if;
end $$`

function createExtension(name: string): string {
  return `do $$ begin
    if not exists (select from pg_extension where extname = '${name}') then
      create extension if not exists ${name};
    end if;
  exception when unique_violation then null;
  end $$`
}
