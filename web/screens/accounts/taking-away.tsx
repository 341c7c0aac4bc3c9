import { disableAccount, revokeRole } from '#contract/session.ts'
import { AskWhy } from '../../engine/ask-why.tsx'
import { t } from '../../lib/t.ts'
import { useChange } from '../../lib/use-call.ts'
import { roleWords } from './columns.tsx'
import type { AccountRow } from './columns.tsx'

type Props = { row: AccountRow; onDone: () => void; onClose: () => void }

/** Ends an account for good, with a reason. */
export function Disabling({ row, onDone, onClose }: Props) {
  const change = useChange(disableAccount)
  const disable = (because: string) =>
    change.mutate({ params: { id: row.id }, body: { because } }, { onSuccess: onDone })
  return (
    <AskWhy
      title={t('停用账号')}
      yes={t('停用')}
      no={t('不停用')}
      change={change}
      onYes={disable}
      onNo={onClose}
    >
      <p>
        {t('{name}（{login}）将不能再登录，已登录的设备随即退出；他的记录都保留。', {
          name: row.name,
          login: row.login,
        })}
      </p>
    </AskWhy>
  )
}

/** Takes one role of an account back, with a reason; the account and its other roles stay. */
export function Revoking({ row, held, onDone, onClose }: Props & { held: AccountRow['roles'][number] }) {
  const change = useChange(revokeRole)
  const { role, unit } = held
  const revoke = (because: string) =>
    change.mutate(
      { params: { id: row.id }, body: { role, unit: unit?.code ?? null, because } },
      { onSuccess: onDone },
    )
  return (
    <AskWhy
      title={t('收回角色')}
      yes={t('收回')}
      no={t('不收回')}
      change={change}
      onYes={revoke}
      onNo={onClose}
    >
      <p>
        {t('将收回{name}（{login}）的角色“{role}”，已登录的设备随即退出；账号和其他角色不变。', {
          name: row.name,
          login: row.login,
          role: roleWords(held),
        })}
      </p>
    </AskWhy>
  )
}
