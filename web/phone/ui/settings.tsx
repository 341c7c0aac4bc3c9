/** @jsxImportSource ../dom */
import { speak, t, tongue, tongues } from '../../lib/t.ts'
import { isLarge, setLarge } from '../lib/large.ts'
import { Button, Go } from './parts.tsx'

/** What this phone is set to: the size of the type, Simplified or Traditional; and the password. */
export function Settings(): Node {
  const other = tongue() === 'zh-Hans' ? 'zh-Hant' : 'zh-Hans'
  return (
    <section>
      <h2>{t('设置')}</h2>
      <label class="switch">
        <span>{t('大字')}</span>
        <input
          type="checkbox"
          role="switch"
          checked={isLarge()}
          onChange={(event) => setLarge(event.currentTarget.checked)}
        />
      </label>
      <Button class="line" word={<span lang={other}>{tongues[other]}</span>} press={() => speak(other)} />
      <Go to="/m/password" class="line">
        {t('修改密码')}
      </Go>
    </section>
  )
}
