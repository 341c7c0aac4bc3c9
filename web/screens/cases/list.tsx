import { useRouter } from '@tanstack/react-router'
import { cases, casesSheet } from '#contract/case.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import type { CaseRow } from '#contract/case.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { address, call } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { FilterBar } from '../../ui/filters.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty } from '../../ui/states.tsx'
import { useColumns } from '../../ui/table/list.tsx'
import { Table } from '../../ui/table/table.tsx'
import { useSelection } from '../../ui/table/use-selection.tsx'
import { BulkDeeds } from './bulk.tsx'
import { caseColumns } from './columns.tsx'
import { CaseChips, CaseFilters, FILTERS } from './filters.tsx'

type Props = {
  manifest: CaseManifest | undefined
  list: { rowAt: (index: number) => CaseRow | undefined; onRange: (from: number, until: number) => void }
  total: number
  /** The filters that the list was asked for with. */
  query: Record<string, unknown>
}

/** As many are dealt with together at most. */
const MOST_TOGETHER = 2000

/** Cases that fit the filters; those that stand at one stage can be dealt with together. */
export function CaseList({ manifest, list, total, query }: Props) {
  const sheet = address(casesSheet, {}, query)
  const router = useRouter()
  const { mine } = useAddress()
  const filter = useFilter()
  const { shown, chooser } = useColumns(
    `cases.${manifest?.id ?? 'all'}`,
    caseColumns(manifest, total),
    t('选择列'),
  )
  const selection = useSelection<CaseRow>((row) => row.id, {
    head: t('选'),
    labelOf: (row) => t('选择{name}', { name: row.name }),
  })
  const chooseAll = async () => {
    const { rows } = await call(cases, { query: { ...query, limit: MOST_TOGETHER } })
    selection.add(rows)
  }
  return (
    <>
      <FilterBar
        label={t('筛选事项')}
        actions={
          <>
            <Action onClick={() => filter({ mine: mine === undefined ? 'true' : undefined })}>
              {mine === undefined ? t('只看待我办理') : t('看全部')}
            </Action>
            {chooser}
            <PrintButton word={t('打印')} />
            <ActionLink href={sheet} file>
              {t('导出 Excel')}
            </ActionLink>
          </>
        }
      >
        <CaseFilters manifest={manifest} />
      </FilterBar>
      <CaseChips manifest={manifest} />
      {manifest !== undefined && (
        <BulkDeeds
          manifest={manifest}
          chosen={[...selection.chosen.values()]}
          onClear={selection.clear}
          onAll={() => void chooseAll()}
        />
      )}
      <Table
        label={t('事项')}
        columns={manifest === undefined ? shown : [selection.column, ...shown]}
        count={total}
        rowAt={list.rowAt}
        onRange={list.onRange}
        keyOf={(row) => row.id}
        onOpen={(row) => router.history.push(link(`/cases/${row.id}`))}
        totalsWord={t('合计')}
        place={sheet}
        empty={<NoCases manifest={manifest} />}
      />
    </>
  )
}

function NoCases({ manifest }: { manifest: CaseManifest | undefined }) {
  const at = useAddress()
  if (FILTERS.some((name) => at[name] !== undefined))
    return (
      <Empty because={t('没有符合这些条件的事项。')}>
        <a className="button" href={link('/cases', { system: manifest?.id })}>
          {t('清除条件')}
        </a>
      </Empty>
    )
  const rounds = manifest?.rounds !== null && manifest !== undefined
  return (
    <Empty because={rounds ? t('这一年还没有申请。先开设批次，再受理申请。') : t('这一年还没有申请。')}>
      {rounds && (
        <a className="button" href={link('/rounds', { system: manifest.id })}>
          {t('去看批次')}
        </a>
      )}
    </Empty>
  )
}
