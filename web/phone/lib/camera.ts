import { reader } from './decode.ts'

/** Time between two looks, milliseconds: quick to the eye, light on the battery. */
const BETWEEN_LOOKS = 150

/** Why the camera does not run: the browser forbids or lacks it, the person refused it, or something failed. */
export type NoCamera = 'absent' | 'denied' | 'broken'

/**
 * Runs the camera into the video and tells every text it reads, until the returned function is called.
 * Pages without https have no camera at all in today's browsers.
 */
export function watchCamera(
  video: HTMLVideoElement,
  tell: (text: string) => void,
  fail: (why: NoCamera) => void,
): () => void {
  const life = { over: false, stop: () => {} }
  run(video, tell, life).catch((error: unknown) => {
    if (!life.over) fail(reasonOf(error))
  })
  return () => {
    life.over = true
    life.stop()
  }
}

type Life = { over: boolean; stop: () => void }

async function run(video: HTMLVideoElement, tell: (text: string) => void, life: Life): Promise<void> {
  // The compiler's library calls it always present; browsers leave it out on pages without https.
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (devices === undefined) throw new DOMException('no camera without https', 'NotFoundError')
  const camera = devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } })
  const [stream, read] = await Promise.all([camera, reader()])
  life.stop = () => stream.getTracks().forEach((track) => track.stop())
  if (life.over) return life.stop()
  video.srcObject = stream
  await video.play()
  while (!life.over) {
    const text = video.readyState < 2 ? null : await read(video)
    if (text !== null && text !== '' && !life.over) tell(text)
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS))
  }
}

function reasonOf(error: unknown): NoCamera {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotFoundError' ? 'absent' : 'broken'
}
