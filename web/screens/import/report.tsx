import type { ImportReport } from '#contract/import-report.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Section } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { sumColumn } from '../../ui/table/sum-column.ts'
import { CODE_WORDS } from './code-words.ts'
import { placeOf } from './sheets.ts'

type Props = { dryRun: boolean; report: ImportReport }

/** What came of every sheet, and each bad cell with what would be right. */
export function Report({ dryRun, report }: Props) {
  return (
    <>
      <Section title={t('各表')}>
        <Sheets dryRun={dryRun} report={report} />
      </Section>
      {report.warnings.length > 0 && (
        <Section title={t('没有用上的表和列')}>
          <ul>
            {report.warnings.map((one, i) => (
              <li key={i}>
                {one.sheet}
                {one.column !== undefined && ` · ${one.column}`}：{t(one.message)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {report.errors.length > 0 && (
        <Section title={t('退回的单元格')}>
          <Errors report={report} />
        </Section>
      )}
    </>
  )
}

function Sheets({ dryRun, report }: Props) {
  const rows = Object.entries(report.sheets)
    .map(([sheet, counts]) => ({ sheet, ...counts }))
    .toSorted((a, b) => placeOf(a.sheet) - placeOf(b.sheet))
  return (
    <PlainTable
      label={t('各表')}
      rows={rows}
      keyOf={(row) => row.sheet}
      empty={t('工作簿里没有认得的表。')}
      totalsWord={t('合计')}
      columns={[
        { key: 'sheet', title: t('表'), render: (row) => row.sheet },
        sumColumn({ key: 'rows', title: t('共'), unit: t('行'), pick: (row) => row.rows }, rows),
        sumColumn(
          {
            key: 'imported',
            title: dryRun ? t('将新增或改动') : t('新增或改动'),
            pick: (row) => row.imported,
          },
          rows,
        ),
        sumColumn({ key: 'unchanged', title: t('没有变化'), pick: (row) => row.unchanged }, rows),
        sumColumn({ key: 'refused', title: t('退回'), pick: (row) => row.refused }, rows),
      ]}
    />
  )
}

function Errors({ report }: { report: ImportReport }) {
  const { sheet = '', code = '' } = useAddress()
  const filter = useFilter()
  const shown = report.errors.filter(
    (one) => (sheet === '' || one.sheet === sheet) && (code === '' || one.code === code),
  )
  const sheets = [...new Set(report.errors.map((one) => one.sheet))].map((one) => ({
    value: one,
    label: one,
  }))
  const codes = [...new Set(report.errors.map((one) => one.code))].map((one) => ({
    value: one,
    label: t(CODE_WORDS[one]),
  }))
  return (
    <>
      <FilterBar label={t('筛选')} actions={<PrintButton word={t('打印')} />}>
        <Choose
          label={t('表')}
          value={sheet}
          choices={sheets}
          all={t('全部表')}
          onChoose={(v) => filter({ sheet: v })}
        />
        <Choose
          label={t('错误')}
          value={code}
          choices={codes}
          all={t('全部错误')}
          onChoose={(v) => filter({ code: v })}
        />
      </FilterBar>
      <PlainTable
        label={t('退回的单元格')}
        rows={shown}
        keyOf={(_, i) => String(i)}
        empty={t('没有这样的错误。')}
        totalsWord={t('合计')}
        columns={[
          {
            key: 'sheet',
            title: t('表'),
            render: (one) => one.sheet,
            total: t('{n} 处', { n: number(shown.length) }),
          },
          { key: 'row', title: t('行'), numeric: true, render: (one) => one.row },
          { key: 'column', title: t('列'), render: (one) => one.column },
          { key: 'code', title: t('错误'), minor: true, render: (one) => t(CODE_WORDS[one.code]) },
          {
            key: 'message',
            title: t('怎样改'),
            long: true,
            render: (one) => <span title={t(one.message)}>{t(one.message)}</span>,
          },
        ]}
      />
    </>
  )
}
