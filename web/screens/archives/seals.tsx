import { fullMoment, moment, number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ArchiveData } from './archive.tsx'

const HOW = { added: '新增', changed: '有改动', gone: '已不在' } as const

/** What is otherwise than it was sealed. */
export function Changes({ data: { seals, changes } }: { data: ArchiveData }) {
  if (seals.length === 0) return null
  if (changes.length === 0) return <Notice tone="good">{t('与最近一次封存完全一致。')}</Notice>
  return (
    <Notice tone="warn">
      {t('最近一次封存后有 {n} 处变化：', { n: number(changes.length) })}
      <ul>
        {changes.slice(0, 20).map(({ how, material, name }) => (
          <li key={`${material} ${name}`}>
            {t(material)} · {name}：{t(HOW[how])}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Every sealing, with the digest by which a copy elsewhere can be checked. */
export function Seals({ data: { seals } }: { data: ArchiveData }) {
  if (seals.length === 0) return null
  return (
    <Section title={t('封存记录')}>
      <PlainTable
        label={t('封存记录')}
        rows={seals}
        keyOf={(row) => row.id}
        empty=""
        columns={[
          {
            key: 'at',
            title: t('时间'),
            render: (row) => <time title={fullMoment(row.at)}>{moment(row.at)}</time>,
          },
          { key: 'by', title: t('经办人'), render: (row) => row.by },
          { key: 'percent', title: t('完整度'), numeric: true, render: (row) => `${number(row.percent)}%` },
          { key: 'items', title: t('件数'), numeric: true, render: (row) => number(row.items) },
          { key: 'because', title: t('缺项原因'), long: true, render: (row) => row.because },
          {
            key: 'digest',
            title: t('目录校验值'),
            minor: true,
            render: (row) => <code title={row.digest}>{row.digest.slice(0, 16)}…</code>,
          },
        ]}
      />
    </Section>
  )
}
