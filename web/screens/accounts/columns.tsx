import type * as z from 'zod'
import type { accountRow } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'

export type AccountRow = z.output<typeof accountRow>

const STATES: Record<AccountRow['state'], [Tone, string]> = {
  active: ['good', '在用'],
  'to-activate': ['warn', '待启用'],
  none: ['calm', '未建'],
  disabled: ['late', '停用'],
}

/** Where an account stands. */
export function AccountState({ row }: { row: AccountRow }) {
  const [tone, word] = STATES[row.state]
  return <Status tone={tone}>{t(word)}</Status>
}

/** A role as people call it, with the unit that it is for. */
export function roleWords({ title, unit }: AccountRow['roles'][number]): string {
  return unit === null ? t(title) : t('{role}（{unit}）', { role: t(title), unit: unit.name })
}

/** The columns of the list of accounts. */
export function accountColumns(total: string): Column<AccountRow>[] {
  return [
    { key: 'login', title: t('账号'), lead: true, render: (row) => row.login },
    { key: 'name', title: t('姓名'), render: (row) => row.name, total: t('{n} 个', { n: total }) },
    { key: 'unit', title: t('单位'), render: (row) => row.unit?.name },
    { key: 'roles', title: t('角色'), render: (row) => row.roles.map(roleWords).join('、') },
    { key: 'state', title: t('状态'), render: (row) => <AccountState row={row} /> },
    { key: 'second', title: t('动态口令'), render: (row) => (row.secondFactor ? t('已启用') : '') },
  ]
}
