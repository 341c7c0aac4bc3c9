import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { openCase } from '#contract/case.ts'
import type { TitleRow } from '#contract/title.ts'
import { link } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Notice } from '../../ui/states.tsx'

type Props = { row: TitleRow; exitBy: string; whyNot: string | undefined }

/** Leads to the case by which a title is being ended, or opens one about its holder. */
export function Exit({ row, exitBy, whyNot }: Props) {
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const opened = useChange(openCase)
  if (row.exit !== null) return <a href={link(`/cases/${row.exit}`)}>{t('看退出事项')}</a>
  const go = (id: string) => router.history.push(link(`/cases/${id}`))
  const propose = () =>
    opened.mutate(
      { body: { key, system: exitBy, round: null, personId: row.person.id, form: { title: row.title } } },
      { onSuccess: ({ id }) => go(id) },
    )
  return (
    <>
      <Action small busy={opened.isPending} whyNot={whyNot} onClick={propose}>
        {t('提出退出')}
      </Action>
      {opened.isError && <Notice tone="late">{wordsOf(opened.error)}</Notice>}
    </>
  )
}
