import { useRouter } from '@tanstack/react-router'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { exportWorkbook, imports, startImport } from '#contract/import.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { sendFile } from '../../lib/call.ts'
import { fullMoment, moment, number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall, wordsOf } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { TickField } from '../../ui/field.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { JobState } from './job-state.tsx'
import { SHEETS } from './sheets.ts'

/** 导入: a workbook in, and what came of the ones before. */
export function Screen() {
  const router = useRouter()
  const [dryRun, setDryRun] = useState(false)
  const start = useMutation({
    mutationFn: (file: File) => sendFile(startImport, { query: { dryRun: dryRun ? 'true' : 'false' } }, file),
    onSuccess: ({ id }) => router.history.push(link(`/import/${id}`)),
  })
  return (
    <Page
      title={t('导入')}
      about={t(
        '把交换工作簿（xlsx，十六张表，可以只有几张）放进来。有错的行单独退回，其余照常导入；同一文件再导一次不会改变什么。',
      )}
      actions={
        <ActionLink href={exportWorkbook.path} file>
          {t('导出交换工作簿')}
        </ActionLink>
      }
    >
      <FileDrop
        accept=".xlsx"
        label={t('把工作簿拖到这里，或点按选择')}
        hint={SHEETS.map((sheet) => t(sheet)).join('、')}
        busy={start.isPending ? t('正在上传') : undefined}
        onFile={(file) => start.mutate(file)}
      />
      <TickField label={t('试运行：只检查，不写入')} checked={dryRun} onTick={setDryRun} />
      {start.isError && <Notice tone="late">{wordsOf(start.error)}</Notice>}
      <History />
    </Page>
  )
}

function History() {
  const asked = useCall(imports, {}, { every: 5000 })
  return (
    <Section title={t('历次导入')}>
      <Answer asked={asked}>
        {(data) => (
          <PlainTable
            label={t('历次导入')}
            rows={data.rows}
            keyOf={(row) => row.id}
            empty={t('还没有导入过。')}
            columns={[
              {
                key: 'file',
                title: t('文件'),
                render: (row) => <a href={link(`/import/${row.id}`)}>{row.fileName}</a>,
              },
              { key: 'state', title: t('状态'), render: (row) => <JobState job={row} /> },
              {
                key: 'at',
                title: t('时间'),
                render: (row) => <time title={fullMoment(row.startedAt)}>{moment(row.startedAt)}</time>,
              },
              { key: 'who', title: t('经办'), render: (row) => row.actor },
              {
                key: 'imported',
                title: t('写入'),
                unit: t('行'),
                numeric: true,
                render: (row) => number(row.imported),
              },
              {
                key: 'refused',
                title: t('退回'),
                unit: t('行'),
                numeric: true,
                render: (row) => number(row.refused),
              },
            ]}
          />
        )}
      </Answer>
    </Section>
  )
}
