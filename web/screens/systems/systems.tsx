import { allParams } from '#contract/parameters.ts'
import type { NumberedSystem } from '#contract/parameters.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { fullMoment, moment } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { menuTitle } from '../../lib/menu-entries.ts'
import { Page, Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { toTyped } from './param-values.ts'

/** The numbers of every system in a year, by world, each with the document it rests on. */
export function Screen() {
  const year = useYear()
  const asked = useCall(allParams, { query: { year } })
  return (
    <Page
      title={t('年度参数')}
      about={t('各体系 {year} 年的数字和所依据的文件；没有设定的用默认值。', { year })}
    >
      <Answer asked={asked}>
        {({ systems }) => (
          <>
            {[...Map.groupBy(systems, (system) => system.menu)].map(([menu, rows]) => (
              <Section key={menu} title={menuTitle(menu)}>
                <Systems rows={rows} year={year} label={menuTitle(menu)} />
              </Section>
            ))}
          </>
        )}
      </Answer>
    </Page>
  )
}

function Systems({ rows, year, label }: { rows: readonly NumberedSystem[]; year: number; label: string }) {
  return (
    <PlainTable
      label={label}
      rows={rows}
      keyOf={(row) => row.id}
      empty=""
      columns={[
        {
          key: 'title',
          title: t('体系'),
          width: 180,
          render: (row) => <a href={link(`/systems/${row.id}`, { year })}>{t(row.title)}</a>,
        },
        { key: 'numbers', title: t('本年的数字'), long: true, render: numbersOf },
        { key: 'document', title: t('依据'), width: 150, render: (row) => row.document ?? t('默认值') },
        {
          key: 'at',
          title: t('设定'),
          minor: true,
          render: (row) =>
            row.setAt === null ? (
              ''
            ) : (
              <time title={fullMoment(row.setAt)}>{`${row.setBy ?? ''} ${moment(row.setAt)}`}</time>
            ),
        },
      ]}
    />
  )
}

/** So many numbers are told in the list; all stand on the system's own page. */
const TOLD = 4

type Param = NumberedSystem['params'][number]

const departs = ({ value, usual }: Param): boolean => toTyped(value) !== toTyped(usual)

/** What the region has set stands first, told as such; then the definition's own numbers. */
function numbersOf({ params }: NumberedSystem): string {
  const ordered = [...params.filter(departs), ...params.filter((param) => !departs(param)).toReversed()]
  const told = ordered
    .slice(0, Math.max(TOLD, params.filter(departs).length))
    .map(wordsOf)
    .join('，')
  return ordered.length > TOLD ? t('{told} 等 {n} 项', { told, n: ordered.length }) : told
}

function wordsOf(param: Param): string {
  const values = { about: t(param.about), value: toTyped(param.value), usual: toTyped(param.usual) }
  return departs(param) ? t('{about} {value}（默认 {usual}）', values) : t('{about} {value}', values)
}
