import { roles } from '#contract/route.ts'
import type { Role } from '#contract/route.ts'

/** What the roles are called. */
export const ROLE_WORDS: Record<Role, string> = {
  officer: '中心管理员',
  leader: '局领导',
  cluster: '学区负责人',
  school: '学校管理员',
  teacher: '教师',
  applicant: '社会申请人',
}

/** The roles that an officer hands out; applicants from outside register by themselves. */
export const HANDED_OUT = roles.filter((role) => role !== 'applicant')
