import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addScan, reverseFund, scanFile } from '#contract/money.ts'
import type { FundEntry } from '#contract/money.ts'
import { address, sendFile } from '../../lib/call.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'

/** One voucher: what it says, its scans, and the way to take it out of the books. */
export function EntryPanel({ entry, onClose }: { entry: FundEntry | undefined; onClose: () => void }) {
  if (entry === undefined) return null
  return (
    <SidePanel
      title={t('{item} {amount} 元', { item: entry.item, amount: number(entry.amount) })}
      open
      onClose={onClose}
      foot={<Reverse entry={entry} onDone={onClose} />}
    >
      <Facts
        facts={[
          { term: t('日期'), value: entry.on },
          { term: t('单位'), value: entry.unit.name },
          { term: t('方向'), value: entry.direction === 'in' ? t('收入') : t('支出') },
          { term: t('凭证号'), value: entry.voucher },
          { term: t('项目'), value: entry.programme?.title },
          { term: t('收款人'), value: entry.payee },
          { term: t('摘要'), value: entry.memo },
          { term: t('来源'), value: entry.imported ? t('工作簿导入') : t('页面登记') },
        ]}
      />
      <Scans entry={entry} />
    </SidePanel>
  )
}

function Scans({ entry }: { entry: FundEntry }) {
  const client = useQueryClient()
  const upload = useMutation({
    mutationFn: (file: File) => sendFile(addScan, { params: { id: entry.id } }, file),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <>
      <h3>{t('扫描件')}</h3>
      <ul className="money-scans">
        {entry.scans.map((scan) => (
          <li key={scan.id}>
            <a href={address(scanFile, { id: scan.id }, {})} download="">
              {scan.name}
            </a>
          </li>
        ))}
      </ul>
      <FileDrop
        accept=".pdf,.jpg,.jpeg,.png"
        label={t('上传凭证扫描件')}
        hint={t('PDF 或图片，20 MB 以内')}
        busy={upload.isPending ? t('正在上传') : undefined}
        onFile={(file) => upload.mutate(file)}
      />
      {upload.isError && <Notice tone="late">{wordsOf(upload.error)}</Notice>}
    </>
  )
}

function Reverse({ entry, onDone }: { entry: FundEntry; onDone: () => void }) {
  const [asking, setAsking] = useState(false)
  const change = useChange(reverseFund)
  const reverse = (because: string) =>
    change.mutate(
      { params: { id: entry.id }, body: { key: crypto.randomUUID(), because } },
      { onSuccess: onDone },
    )
  return (
    <>
      <Action danger onClick={() => setAsking(true)}>
        {t('冲销')}
      </Action>
      <AskBecause
        title={t('冲销这笔{item} {amount} 元', { item: entry.item, amount: number(entry.amount) })}
        open={asking}
        yes={t('冲销')}
        no={t('取消')}
        danger
        busy={change.isPending}
        label={t('原因')}
        hint={t('至少两个字')}
        onYes={reverse}
        onNo={() => setAsking(false)}
      >
        <p>{t('冲销后不再计入收支，凭证号可以重新登记；由它支付的报销一并撤销。记录保留。')}</p>
        {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      </AskBecause>
    </>
  )
}
