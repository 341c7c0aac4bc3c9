import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { documentFile, documentPage } from '#contract/document.ts'
import type { FigureRef } from '#contract/figures.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { RecordsPanel } from '../figures/records-panel.tsx'
import { CheckCopy } from './check-copy.tsx'
import { Sheet } from './sheet.tsx'
import { KIND_WORDS } from './words.ts'
import './document.css'

type Data = z.output<NonNullable<typeof documentPage.reply>>

/** A document as it will print; each number opens to its records beside it. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(documentPage, { params: { id } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Document data={data} />}</Answer>
}

function Document({ data: { document, html } }: { data: Data }) {
  const [open, setOpen] = useState<readonly FigureRef[]>([])
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[{ href: link('/documents', { year: document.year }), name: t('公文') }]}
      />
      <Page
        title={document.title}
        about={t('{kind}，{unit}，{when}由{who}起草。带点线的数字可以打开看出处。', {
          kind: t(KIND_WORDS[document.kind]),
          unit: document.unit.name,
          when: moment(document.madeAt),
          who: document.madeBy,
        })}
        actions={
          <>
            <PrintButton word={t('打印')} />
            <ActionLink primary href={address(documentFile, { id: document.id }, {})} file>
              {t('下载 docx')}
            </ActionLink>
          </>
        }
      >
        <CheckCopy id={document.id} onOpen={setOpen} />
        <div className="desk-top" tabIndex={0} role="region" aria-label={t('预览')}>
          <Sheet html={html} language={document.language} onOpen={setOpen} />
        </div>
        <RecordsPanel references={open} onClose={() => setOpen([])} />
      </Page>
    </>
  )
}
