import * as z from 'zod'
import { action, done, id, unitRef } from './common.ts'
import { editors, signedIn, officers, roles, route } from './route.ts'

/** What a new password has to be. */
export const password = z.string().min(10, '密码至少 10 个字符').max(200)
const login = z.string().trim().min(2).max(64)

/** A role that the account holds, with its unit where it has one. */
const heldRole = z.object({ role: z.enum(roles), title: z.string(), unit: unitRef.nullable() })

export const me = z.object({
  name: z.string(),
  login: z.string(),
  role: z.enum(roles),
  roleTitle: z.string(),
  unit: unitRef.nullable(),
  personId: id.nullable(),
  region: unitRef,
  /** Years that have records, newest first; never empty. */
  years: z.array(z.int()),
  /** The newest year in which something has been held: where the pages open. */
  defaultYear: z.int(),
  /** Ids of the menu entries this role can use. */
  menu: z.array(z.string()),
  secondFactor: z.boolean(),
  /** Codes of the units whose pages open; null for all of them. */
  opens: z.array(z.string()).nullable(),
  held: z.array(heldRole),
})
export type Me = z.infer<typeof me>

export const instanceState = route({
  method: 'GET',
  path: '/api/state',
  roles: 'anyone',
  summary: '是否首次启用，有哪些区域，演示账号',
  reply: z.object({
    firstRun: z.boolean(),
    regions: z.array(unitRef),
    /** Only in the demonstration county. */
    demoLogins: z.array(
      z.object({ title: z.string(), login: z.string(), password: z.string(), phone: z.boolean() }),
    ),
  }),
})

export const firstRun = route({
  method: 'POST',
  path: '/api/first-run',
  roles: 'anyone',
  summary: '首次启用：建立区域和第一位管理员',
  body: z.object({
    regionCode: z.string().trim().min(2).max(32),
    regionName: z.string().trim().min(2).max(60),
    login,
    name: z.string().trim().min(2).max(40),
    password,
  }),
  reply: me,
})

export const signIn = route({
  method: 'POST',
  path: '/api/sign-in',
  roles: 'anyone',
  summary: '登录',
  body: z.object({
    region: z.string().max(32).optional(),
    login,
    password: z.string().max(200),
    /** Six digits of the second factor, once asked for. */
    code: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    /** Stays signed in on this phone for weeks. */
    stay: z.boolean().default(false),
  }),
  reply: z.discriminatedUnion('status', [
    z.object({ status: z.literal('signed-in'), me }),
    z.object({ status: z.literal('code-needed') }),
  ]),
})

export const signOut = route({
  method: 'POST',
  path: '/api/sign-out',
  roles: signedIn,
  summary: '退出',
  reply: done,
})
/** A system that people decide in, as the menu shows it. */
export const menuSystem = z.object({ id: z.string(), title: z.string(), menu: z.string() })
export type MenuSystem = z.infer<typeof menuSystem>

/** Who is signed in, with what stands under the menu's entries. */
export type SignedIn = Me & { systems: MenuSystem[] }

export const whoAmI = route({
  method: 'GET',
  path: '/api/me',
  roles: signedIn,
  summary: '我是谁，能做什么',
  /** With what stands under the menu's entries: the first page would else have to ask for it. */
  reply: me.extend({ systems: z.array(menuSystem) }),
})

export const switchRole = route({
  method: 'POST',
  path: '/api/me/role',
  roles: signedIn,
  summary: '切换角色',
  body: z.object({ role: z.enum(roles), unit: z.string().max(64).nullable() }),
  reply: me,
})

export const changePassword = route({
  method: 'POST',
  path: '/api/me/password',
  roles: signedIn,
  summary: '修改密码；其他设备随即退出',
  body: z.object({ old: z.string().max(200), new: password }),
  reply: done,
})

export const startSecondFactor = route({
  method: 'POST',
  path: '/api/me/second-factor',
  roles: editors,
  summary: '开始设置动态口令',
  reply: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
})
export const confirmSecondFactor = route({
  method: 'POST',
  path: '/api/me/second-factor/confirm',
  roles: editors,
  summary: '用一次口令确认，自此生效',
  body: z.object({ code: z.string().regex(/^\d{6}$/, '动态口令是 6 位数字') }),
  reply: done,
})
export const dropSecondFactor = route({
  method: 'DELETE',
  path: '/api/me/second-factor',
  roles: editors,
  summary: '停用动态口令',
  body: z.object({ password: z.string().max(200) }),
  reply: done,
})

/** Accounts: an officer or a school hands out one-time codes on paper; the teacher sets the password. */
export const activate = route({
  method: 'POST',
  path: '/api/activate',
  roles: 'anyone',
  summary: '首次使用：凭一次性激活码设置密码',
  body: z.object({
    region: z.string().max(32).optional(),
    login,
    activationCode: z.string().trim().min(6).max(20),
    password,
    /** Stays signed in on this phone for weeks. */
    stay: z.boolean().default(false),
  }),
  reply: me,
})

export const accountRow = z.object({
  id,
  login: z.string(),
  name: z.string(),
  unit: unitRef.nullable(),
  roles: z.array(heldRole),
  state: z.enum(['active', 'to-activate', 'none', 'disabled']),
  secondFactor: z.boolean(),
  /** reset, disable, revoke-role */
  actions: z.array(action),
})
export const accounts = route({
  method: 'GET',
  path: '/api/accounts',
  roles: officers,
  summary: '账号一览',
  query: z.object({
    q: z.string().max(40).optional(),
    unit: z.string().max(64).optional(),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({ total: z.int(), rows: z.array(accountRow) }),
})
export const grantRole = route({
  method: 'POST',
  path: '/api/accounts',
  roles: officers,
  summary: '新建账号或给账号加角色；返回一次性激活码',
  body: z.object({
    login,
    name: z.string().trim().min(2).max(40),
    role: z.enum(roles),
    unit: z.string().max(64).nullable(),
    personId: id.nullable(),
  }),
  reply: z.object({ login: z.string(), activationCode: z.string().nullable() }),
})
export const disableAccount = route({
  method: 'POST',
  path: '/api/accounts/:id/disable',
  roles: officers,
  summary: '停用账号，写明原因',
  params: z.object({ id }),
  body: z.object({ because: z.string().trim().min(2, '请写明原因').max(200) }),
  reply: done,
})
export const resetAccount = route({
  method: 'POST',
  path: '/api/accounts/:id/reset',
  roles: officers,
  summary: '忘记密码或丢了手机：密码和动态口令作废，已登录的退出，返回新的激活码',
  params: z.object({ id }),
  reply: z.object({ login: z.string(), activationCode: z.string() }),
})
export const revokeRole = route({
  method: 'DELETE',
  path: '/api/accounts/:id/roles',
  roles: officers,
  summary: '收回账号的一个角色，写明原因',
  params: z.object({ id }),
  body: z.object({
    role: z.enum(roles),
    unit: z.string().max(64).nullable(),
    because: z.string().trim().min(2, '请写明原因').max(200),
  }),
  reply: done,
})
/** Who hands codes out on paper. */
export const codeKeepers = ['officer', 'school'] as const
export const teacherCodes = route({
  method: 'POST',
  path: '/api/accounts/teacher-codes',
  roles: codeKeepers,
  summary: '为一个单位或选出的、尚未启用账号的教师生成一次性激活码（xlsx，打印后分发）',
  body: z.union([z.object({ unit: z.string().max(64) }), z.object({ people: z.array(id).min(1).max(1000) })]),
})
