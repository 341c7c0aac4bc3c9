import { useState } from 'react'
import { holidays, setHolidays } from '#contract/working-days.ts'
import type * as z from 'zod'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { LinesField, TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { daysText, readDays } from './days-text.ts'

type Data = z.output<NonNullable<typeof holidays.reply>>

/** The days of a year on which the calendar departs from the week: deadlines and notices count by it. */
export function Screen() {
  const year = useYear()
  const asked = useCall(holidays, { query: { year } }, { keep: false })
  return (
    <Page
      title={t('工作日历')}
      about={t('{year} 年的放假和调休。办理期限和公示期按工作日计算，没有列出的周一至周五都是工作日。', {
        year,
      })}
    >
      <Answer asked={asked}>
        {(data) => (
          <div className="columns">
            <Section title={t('放假和调休')}>
              <Days data={data} />
            </Section>
            <Section title={t('设定')}>
              <Setting key={year} data={data} year={year} />
            </Section>
          </div>
        )}
      </Answer>
    </Page>
  )
}

function Days({ data }: { data: Data }) {
  return (
    <PlainTable
      label={t('放假和调休')}
      rows={data.days}
      keyOf={(row) => row.day}
      empty={t('还没有设定，期限只按周末计算。')}
      columns={[
        { key: 'day', title: t('日期'), render: (row) => <span className="num">{row.day}</span> },
        { key: 'kind', title: t('安排'), render: (row) => (row.kind === 'off' ? t('放假') : t('上班')) },
        { key: 'name', title: t('节日'), render: (row) => row.name },
      ]}
    />
  )
}

function Setting({ data, year }: { data: Data; year: number }) {
  const [text, setText] = useState(() => daysText(data.days))
  const [document, setDocument] = useState(data.document ?? '')
  const change = useChange(setHolidays)
  const read = readDays(text, year)
  const problem =
    whyNot(data.actions, 'set') ??
    read.problem ??
    (document.trim().length < 2 ? t('请写明所依据文件的文号') : undefined)
  const save = () =>
    change.mutate({ body: { key: crypto.randomUUID(), year, document: document.trim(), days: read.days } })
  return (
    <div className="form">
      <LinesField
        label={t('每行一天')}
        hint={t('写作：{year}-10-01 放假 国庆节；调休上班写作：{year}-10-11 上班 国庆节', { year })}
        rows={14}
        value={text}
        onText={setText}
        error={read.problem}
      />
      <TextField
        label={t('文号')}
        hint={t('放假安排的通知')}
        value={document}
        onText={setDocument}
        maxLength={80}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && (
        <Notice tone="good">{t('已保存。以后开始的期限按新的日历计算，已经告知的期限不变。')}</Notice>
      )}
      {data.offered !== null && (
        <Action
          whyNot={whyNot(data.actions, 'set')}
          onClick={() => {
            setText(daysText(data.offered?.days ?? []))
            setDocument(data.offered?.document ?? '')
          }}
        >
          {t('填入{document}的安排', { document: data.offered.document })}
        </Action>
      )}
      <Action primary busy={change.isPending} whyNot={problem} onClick={save}>
        {t('保存 {n} 天', { n: read.days.length })}
      </Action>
    </div>
  )
}
