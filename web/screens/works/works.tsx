import { useCallback, useState } from 'react'
import { standings, works } from '#contract/works.ts'
import type { WorkRow } from '#contract/works.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Action } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Choose, FilterBar, SearchInput, Segments } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { HandIn } from './hand-in.tsx'
import { ResourcesTabs } from './resources-tabs.tsx'
import { STANDINGS } from '../../lib/work-words.ts'

/** 作品: what was handed in during the year, and what waits for a review. */
export function Screen() {
  const year = useYear()
  const { q, kind, standing, mine } = useAddress()
  const list = useRows(works, { query: { year, q, kind, standing, mine } })
  const [adding, setAdding] = useState(false)
  const total = list.asked.data?.total ?? 0
  return (
    <Page
      title={t('作品')}
      about={t('{year} 年提交和登记的作品。学校、学区、中心逐级推荐，好的进入资源库。', { year })}
      figure={<Figure title={t('作品')} value={total} unit={t('件')} />}
      actions={
        <Action
          primary
          onClick={() => setAdding(true)}
          whyNot={whyNot(list.asked.data?.actions ?? [], 'hand-in')}
        >
          {t('提交作品')}
        </Action>
      }
    >
      <ResourcesTabs now="works" year={year} />
      {adding && <HandIn onClose={() => setAdding(false)} />}
      <Answer asked={list.asked}>
        {(data) => (
          <>
            <Filters kinds={data.kinds} />
            <Table
              label={t('作品')}
              columns={columns(year)}
              count={data.total}
              rowAt={list.rowAt}
              onRange={list.onRange}
              keyOf={(row) => row.id}
              place={`works ${year} ${q} ${kind} ${standing} ${mine}`}
              empty={<Nothing />}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Filters({ kinds }: { kinds: readonly string[] }) {
  const { q = '', kind = '', standing = '', mine = '' } = useAddress()
  const me = useMe()
  const filter = useFilter()
  const search = useCallback((text: string) => filter({ q: text }, 'replace'), [filter])
  const reviews = me.role === 'officer' || me.role === 'cluster' || me.role === 'school'
  return (
    <FilterBar label={t('筛选作品')}>
      {reviews && (
        <Segments
          label={t('看哪些')}
          value={mine}
          choices={[
            { value: '', label: t('全部') },
            { value: 'to-review', label: t('待我审阅') },
          ]}
          onChoose={(value) => filter({ mine: value })}
        />
      )}
      <SearchInput label={t('查找作品')} placeholder={t('题目、作者')} value={q} onSearch={search} />
      <Choose
        label={t('类型')}
        value={kind}
        choices={kinds.map((word) => ({ value: word, label: t(word) }))}
        all={t('全部类型')}
        onChoose={(value) => filter({ kind: value })}
      />
      <Choose
        label={t('状态')}
        value={standing}
        choices={standings.map((one) => ({ value: one, label: t(STANDINGS[one].title) }))}
        all={t('全部状态')}
        onChoose={(value) => filter({ standing: value })}
      />
    </FilterBar>
  )
}

function columns(year: number): Column<WorkRow>[] {
  return [
    {
      key: 'title',
      title: t('题目'),
      lead: true,
      width: 240,
      render: (row) => <a href={link(`/resources/works/${row.id}`, { year })}>{row.title}</a>,
    },
    { key: 'kind', title: t('类型'), render: (row) => t(row.kind) },
    { key: 'authors', title: t('作者'), render: (row) => row.authors.map(({ name }) => name).join('、') },
    { key: 'unit', title: t('单位'), minor: true, render: (row) => row.authors[0]?.unit },
    {
      key: 'programme',
      title: t('项目'),
      minor: true,
      render: (row) =>
        row.programme === null ? (
          ''
        ) : (
          <a href={link(`/programmes/${row.programme.id}`, { year })}>{row.programme.title}</a>
        ),
    },
    { key: 'on', title: t('日期'), render: (row) => <span className="num">{row.on}</span> },
    {
      key: 'versions',
      title: t('稿次'),
      numeric: true,
      minor: true,
      render: (row) => (row.versions === 0 ? '' : row.versions),
    },
    {
      key: 'standing',
      title: t('状态'),
      render: ({ standing }) => (
        <Status tone={STANDINGS[standing].tone}>{t(STANDINGS[standing].title)}</Status>
      ),
    },
  ]
}

function Nothing() {
  const { q, kind, standing, mine } = useAddress()
  const year = useYear()
  if (mine === 'to-review') return <Empty because={t('没有等您审阅的作品。')} />
  if ([q, kind, standing].some((value) => value !== undefined)) {
    return (
      <Empty because={t('没有符合这些条件的作品。')}>
        <a className="button" href={link('/resources', { year })}>
          {t('清除条件')}
        </a>
      </Empty>
    )
  }
  return <Empty because={t('这一年还没有作品。教师在手机上提交，也可以在这里代交。')} />
}
