import { useState } from 'react'
import { volumes } from '#contract/volumes.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { ResourcesTabs } from '../works/resources-tabs.tsx'
import { NewVolume } from './new-volume.tsx'

/** 成果集: the books made of the year's works. */
export function Screen() {
  const year = useYear()
  const asked = useCall(volumes, { query: { year } })
  const [making, setMaking] = useState(false)
  const make = (
    <Action primary onClick={() => setMaking(true)} whyNot={whyNot(asked.data?.actions ?? [], 'make')}>
      {t('新编一本')}
    </Action>
  )
  return (
    <Page
      title={t('成果集')}
      about={t('{year} 年的成果集：选作品、排次序、写前言，排印成带目录和页码的 Word 和 PDF。', { year })}
      actions={make}
    >
      <ResourcesTabs now="volumes" year={year} />
      {making && <NewVolume onClose={() => setMaking(false)} />}
      <Answer asked={asked}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty because={t('这一年还没有编成果集。')} />
          ) : (
            <PlainTable
              label={t('成果集')}
              rows={data.rows}
              keyOf={(row) => row.id}
              empty=""
              columns={[
                {
                  key: 'title',
                  title: t('书名'),
                  lead: true,
                  width: 260,
                  render: (row) => <a href={link(`/resources/volumes/${row.id}`, { year })}>{row.title}</a>,
                },
                { key: 'unit', title: t('编者单位'), render: (row) => row.unit.name },
                {
                  key: 'works',
                  title: t('作品'),
                  unit: t('篇'),
                  numeric: true,
                  render: (row) => number(row.works),
                },
                {
                  key: 'pages',
                  title: t('页数'),
                  numeric: true,
                  render: (row) => (row.pages === null ? '' : number(row.pages)),
                },
                {
                  key: 'edition',
                  title: t('排印'),
                  render: (row) =>
                    row.edition === 0 ? t('未排印') : t('第 {n} 次', { n: number(row.edition) }),
                },
                { key: 'by', title: t('建立人'), minor: true, render: (row) => row.madeBy },
              ]}
            />
          )
        }
      </Answer>
    </Page>
  )
}
