import { useCallback, useState } from 'react'
import { accounts } from '#contract/session.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { useUnitChoices, useUnitName } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { Chips, Choose, FilterBar, SearchInput } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Table } from '../../ui/table/table.tsx'
import { AccountPanel } from './account-panel.tsx'
import { accountColumns } from './columns.tsx'
import type { AccountRow } from './columns.tsx'
import { GrantRole } from './grant-role.tsx'
import { TeacherCodes } from './teacher-codes.tsx'

/** 账号: who may sign in, in which roles; codes for those who have not yet. */
export function Screen() {
  const { q, unit } = useAddress()
  const query = { q, unit }
  const list = useRows(accounts, { query })
  const [granting, setGranting] = useState(false)
  const [open, setOpen] = useState<AccountRow | null>(null)
  return (
    <Page
      title={t('账号')}
      about={t('谁能登录、有哪些角色。新账号用一次性激活码启用，密码由本人设置。')}
      actions={
        <>
          <TeacherCodes />
          <Action primary onClick={() => setGranting(true)}>
            {t('新建账号或加角色')}
          </Action>
        </>
      }
    >
      <Filters />
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('账号')}
            columns={accountColumns(number(data.total))}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => row.id}
            onOpen={setOpen}
            chosen={open?.id}
            totalsWord={t('合计')}
            place={JSON.stringify(query)}
            empty={<Empty because={t('没有符合这些条件的账号。')} />}
          />
        )}
      </Answer>
      {granting && <GrantRole onClose={() => setGranting(false)} />}
      {open !== null && <AccountPanel row={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function Filters() {
  const { q = '', unit = '' } = useAddress()
  const filter = useFilter()
  const unitName = useUnitName(unit)
  const search = useCallback((text: string) => filter({ q: text }, 'replace'), [filter])
  const chips = [
    ...(q === '' ? [] : [{ name: 'q', label: t('查找'), value: q }]),
    ...(unitName === undefined ? [] : [{ name: 'unit', label: t('单位'), value: unitName }]),
  ]
  return (
    <>
      <FilterBar label={t('筛选账号')}>
        <SearchInput label={t('查找账号')} placeholder={t('账号或姓名')} value={q} onSearch={search} />
        <Choose
          label={t('单位')}
          value={unit}
          choices={useUnitChoices()}
          all={t('全部单位')}
          onChoose={(v) => filter({ unit: v })}
        />
      </FilterBar>
      <Chips chips={chips} removeWord={t('取消')} onRemove={(name) => filter({ [name]: undefined })} />
    </>
  )
}
