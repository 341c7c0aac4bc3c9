import { useCallback } from 'react'
import type * as z from 'zod'
import { library } from '#contract/library.ts'
import type { libraryRow } from '#contract/library.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Choose, FilterBar, SearchInput, Segments } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { ResourcesTabs } from '../works/resources-tabs.tsx'

type Row = z.output<typeof libraryRow>
/** The server counts no further. */
const MANY = 1001

/** 资源库: the works that everybody of the region may use, by their words. */
export function Screen() {
  const year = useYear()
  const { q, kind, stage, subject, chapter, sort = 'best' } = useAddress()
  const list = useRows(library, { query: { q, kind, stage, subject, chapter, sort } })
  return (
    <Page
      title={t('资源库')}
      about={t('学校、学区、中心逐级推荐的教案、课件、课例、论文和案例，全区域教师都能查、能下载。')}
    >
      <ResourcesTabs now="library" year={year} />
      <Answer asked={list.asked}>
        {(data) => (
          <>
            <Filters choices={data} />
            <p className="quiet" role="status">
              {data.total >= MANY ? t('找到 1,000 件以上') : t('找到 {n} 件', { n: number(data.total) })}
            </p>
            <Table
              label={t('资源')}
              columns={columns(year)}
              count={data.total}
              rowAt={list.rowAt}
              onRange={list.onRange}
              keyOf={(row) => row.id}
              place={`library ${q} ${kind} ${stage} ${subject} ${chapter} ${sort}`}
              empty={<Empty because={t('没有符合的资源。换几个字再查，或去掉一些条件。')} />}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}

type Choices = Record<'kinds' | 'stages' | 'subjects' | 'chapters', readonly string[]>

function Filters({ choices }: { choices: Choices }) {
  const { q = '', kind = '', stage = '', subject = '', chapter = '', sort = 'best' } = useAddress()
  const filter = useFilter()
  const search = useCallback((text: string) => filter({ q: text }, 'replace'), [filter])
  const words = (list: readonly string[]) => list.map((word) => ({ value: word, label: t(word) }))
  return (
    <FilterBar label={t('查找资源')}>
      <SearchInput
        label={t('全文查找')}
        placeholder={t('题目、正文、作者里的字词')}
        value={q}
        onSearch={search}
      />
      <Choose
        label={t('类型')}
        value={kind}
        choices={words(choices.kinds)}
        all={t('全部类型')}
        onChoose={(value) => filter({ kind: value })}
      />
      <Choose
        label={t('学段')}
        value={stage}
        choices={words(choices.stages)}
        all={t('全部学段')}
        onChoose={(value) => filter({ stage: value, chapter: undefined })}
      />
      <Choose
        label={t('学科')}
        value={subject}
        choices={words(choices.subjects)}
        all={t('全部学科')}
        onChoose={(value) => filter({ subject: value, chapter: undefined })}
      />
      {(choices.chapters.length > 0 || chapter !== '') && (
        <Choose
          label={t('章节')}
          value={chapter}
          choices={choices.chapters.map((word) => ({ value: word, label: word }))}
          all={t('全部章节')}
          onChoose={(value) => filter({ chapter: value })}
        />
      )}
      <Segments
        label={t('排列')}
        value={sort}
        choices={[
          { value: 'best', label: t('最相关') },
          { value: 'newest', label: t('最新') },
        ]}
        onChoose={(value) => filter({ sort: value })}
      />
    </FilterBar>
  )
}

function columns(year: number): Column<Row>[] {
  return [
    {
      key: 'title',
      title: t('题目'),
      lead: true,
      width: 260,
      render: (row) => <a href={link(`/resources/works/${row.id}`, { year })}>{row.title}</a>,
    },
    { key: 'kind', title: t('类型'), render: (row) => t(row.kind) },
    {
      key: 'subject',
      title: t('学科学段'),
      render: (row) => [row.stage, row.subject, row.chapter].filter(Boolean).join(' · '),
    },
    { key: 'authors', title: t('作者'), render: (row) => row.authors },
    { key: 'unit', title: t('单位'), minor: true, render: (row) => row.unit },
    {
      key: 'downloads',
      title: t('下载'),
      unit: t('次'),
      numeric: true,
      render: (row) => number(row.downloads),
    },
    {
      key: 'stars',
      title: t('评分'),
      numeric: true,
      minor: true,
      render: (row) =>
        row.stars === null
          ? ''
          : t('{stars}（{n} 人）', { stars: row.stars.toFixed(1), n: number(row.raters) }),
    },
    {
      key: 'on',
      title: t('入库'),
      minor: true,
      render: (row) => <span className="num">{row.shelvedOn}</span>,
    },
  ]
}
