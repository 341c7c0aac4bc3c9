import type { Role } from '#contract/route.ts'

const AT_A_UNIT = [
  'today',
  'network',
  'people',
  'training',
  'school-based',
  'supervision',
  'appraisals',
  'questionnaires',
  'topics',
  'credits',
  'resources',
  'money',
  'figures',
  'documents',
  'messages',
]

/** The menu entries a role can use, in their order; a teacher works on the phone. */
export const MENUS: Readonly<Record<Role, readonly string[]>> = {
  officer: [
    'today',
    'network',
    'people',
    'training',
    'school-based',
    'research',
    'supervision',
    'appraisals',
    'questionnaires',
    'topics',
    'credits',
    'resources',
    'money',
    'figures',
    'documents',
    'messages',
    'complaints',
    'import',
    'systems',
    'holidays',
    'accounts',
    'audit',
  ],
  leader: [
    'today',
    'network',
    'people',
    'training',
    'school-based',
    'research',
    'supervision',
    'appraisals',
    'questionnaires',
    'topics',
    'credits',
    'resources',
    'money',
    'figures',
    'documents',
    'messages',
    'complaints',
    'audit',
  ],
  cluster: AT_A_UNIT,
  school: AT_A_UNIT,
  teacher: ['apply', 'messages'],
  applicant: ['apply', 'messages'],
}

const PERSONAL_NUMBER = /^(\d{6})\d{8}(\d{3}[\dX])$|^(1\d{2})\d{4}(\d{4})$/

/**
 * How the audit log names an account: its name, and its login so that no two are the same. Of a login that is an
 * identity or phone number only the ends are shown.
 */
export function actorName(displayName: string, login: string): string {
  const [, idHead, idTail, phoneHead, phoneTail] = PERSONAL_NUMBER.exec(login) ?? []
  if (idHead !== undefined) return `${displayName}（${idHead}********${idTail}）`
  if (phoneHead !== undefined) return `${displayName}（${phoneHead}****${phoneTail}）`
  return `${displayName}（${login}）`
}
