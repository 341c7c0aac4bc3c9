import { useCallback } from 'react'
import type * as z from 'zod'
import { archives } from '#contract/archives.ts'
import type { archiveRow } from '#contract/archives.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment, number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { FilterBar, SearchInput, Segments } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { Pager } from '../works/pager.tsx'
import { ResourcesTabs } from '../works/resources-tabs.tsx'

type Row = z.output<typeof archiveRow>
const AT_ONCE = 20

/** 档案: how complete each archive of the year is, and what is missing. */
export function Screen() {
  const year = useYear()
  const { kind = 'programme', q, page = '1' } = useAddress()
  const filter = useFilter()
  const offset = (Number(page) - 1) * AT_ONCE
  const shown = kind === 'unit' || kind === 'case' ? kind : 'programme'
  const asked = useCall(archives, { query: { year, kind: shown, q, offset, limit: AT_ONCE } })
  const search = useCallback((text: string) => filter({ q: text, page: undefined }, 'replace'), [filter])
  return (
    <Page
      title={t('档案')}
      about={t(
        '{year} 年的档案由工作记录自动归集：名单、签到、作品、问卷、经费，做了就有；缺什么、由谁补，写得清楚。',
        { year },
      )}
    >
      <ResourcesTabs now="archives" year={year} />
      <FilterBar label={t('筛选档案')}>
        <Segments
          label={t('看哪些')}
          value={shown}
          choices={[
            { value: 'programme', label: t('项目档案') },
            { value: 'case', label: t('批次档案') },
            { value: 'unit', label: t('单位年度档案') },
          ]}
          onChoose={(value) => filter({ kind: value, page: undefined })}
        />
        <SearchInput
          label={t('查找档案')}
          placeholder={t('项目或单位名称')}
          value={q ?? ''}
          onSearch={search}
        />
      </FilterBar>
      <Answer asked={asked}>
        {(data) =>
          data.total === 0 ? (
            <Empty because={t('这一年没有符合条件的档案。项目建立后，它的档案就有了。')} />
          ) : (
            <>
              <PlainTable
                label={t('档案')}
                rows={data.rows}
                keyOf={(row) => row.id}
                empty=""
                columns={columns(year)}
              />
              <Pager
                page={Number(page)}
                pages={Math.ceil(data.total / AT_ONCE)}
                onPage={(n) => filter({ page: n })}
              />
            </>
          )
        }
      </Answer>
    </Page>
  )
}

function columns(year: number): Column<Row>[] {
  return [
    {
      key: 'title',
      title: t('档案'),
      lead: true,
      width: 260,
      render: (row) => <a href={link(`/resources/archives/${row.kind}/${row.id}`, { year })}>{row.title}</a>,
    },
    {
      key: 'system',
      title: t('体系'),
      minor: true,
      render: (row) => (row.system === null ? '' : t(row.system)),
    },
    { key: 'unit', title: t('保管单位'), minor: true, render: (row) => row.unit.name },
    {
      key: 'percent',
      title: t('完整度'),
      numeric: true,
      render: (row) => <Status tone={row.percent === 100 ? 'good' : 'warn'}>{number(row.percent)}%</Status>,
    },
    {
      key: 'missing',
      title: t('还缺'),
      long: true,
      render: (row) => row.missing.map((one) => t(one)).join('、'),
    },
    {
      key: 'sealed',
      title: t('封存'),
      render: (row) => (row.sealedAt === null ? t('未封存') : moment(row.sealedAt)),
    },
  ]
}
