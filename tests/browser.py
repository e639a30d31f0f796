"""Chromium without a window, driven through a pipe (the Chrome DevTools Protocol), for the tests of web pages."""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

SKIPPED = 77
NAMES = ('chromium', 'chromium-browser', 'google-chrome')


def skip(reason):
    """In CI there is no excuse."""
    in_ci = os.environ.get('CI') == 'true'
    print(f'{"FAILED" if in_ci else "skipped"}: {reason}; ./setup --tests installs it')
    raise SystemExit(1 if in_ci else SKIPPED)


class Browser:
    """With `with`. Nothing is loaded from the network: there is none."""

    def __enter__(self):
        program = next(filter(None, map(shutil.which, NAMES)), None)
        if not program:
            skip('there is no Chromium')
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()
        command = [program, '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--remote-debugging-pipe',
                   '--no-first-run', '--disable-extensions', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
                   '--hide-scrollbars', '--force-color-profile=srgb', f'--user-data-dir={self.folder.name}', 'about:blank']
        self.process = subprocess.Popen(['bash', '-c', f'exec "$@" 3<&{to_read} 4>&{to_write}', 'bash', *command],
                                        pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.number, self.events = b'', 0, []
        target = self.send('Target.createTarget', url='about:blank')['targetId']
        self.session = self.send('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in ('Page', 'Runtime', 'Accessibility', 'Network', 'DOM', 'Log'):
            self.send(f'{domain}.enable')
        return self

    def __exit__(self, *_):
        os.close(self.to)
        os.close(self.back)
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def message(self):
        while b'\0' not in self.rest:
            more = os.read(self.back, 1 << 20)
            if not more:
                raise SystemExit('FAILED Chromium ended')
            self.rest += more
        found, self.rest = self.rest.split(b'\0', 1)
        return json.loads(found)

    def send(self, method, **params):
        """The result of a command. Events that come meanwhile are kept."""
        self.number += 1
        call = {'id': self.number, 'method': method, 'params': params}
        if getattr(self, 'session', None) and not method.startswith('Target.'):
            call['sessionId'] = self.session
        os.write(self.to, json.dumps(call).encode() + b'\0')
        while (answer := self.message()).get('id') != self.number:
            self.events.append(answer)
        if 'error' in answer:
            raise SystemExit(f'FAILED {method}: {answer["error"]}')
        return answer['result']

    def wait(self, event):
        while not any(e.get('method') == event for e in self.events):
            self.events.append(self.message())

    def open(self, path, width=1280, height=900, dark=False, forced=False):
        """Loads a file."""
        self.send('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send('Emulation.setEmulatedMedia', features=[
            {'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'},
            {'name': 'forced-colors', 'value': 'active' if forced else 'none'}])
        self.events = []
        self.send('Page.navigate', url=pathlib.Path(path).resolve().as_uri())
        self.wait('Page.loadEventFired')

    def requests(self):
        """Addresses asked for since the file was opened."""
        return [e['params']['request']['url'] for e in self.events if e.get('method') == 'Network.requestWillBeSent']

    def run(self, script):
        """The value of an expression on the page."""
        done = self.send('Runtime.evaluate', expression=script, returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in done:
            raise SystemExit(f'FAILED script: {done["exceptionDetails"]}')
        return done['result'].get('value')

    def tree(self):
        """The nodes of the accessibility tree, by id; the first is the root."""
        nodes = self.send('Accessibility.getFullAXTree')['nodes']
        return {n['nodeId']: n for n in nodes}

    def picture(self, path, whole=True):
        size = self.send('Page.getLayoutMetrics')['cssContentSize']
        clip = {'x': 0, 'y': 0, 'width': size['width'], 'height': min(size['height'], 16000), 'scale': 1}
        more = {'clip': clip, 'captureBeyondViewport': True} if whole else {}
        pathlib.Path(path).write_bytes(base64.b64decode(self.send('Page.captureScreenshot', format='png', **more)['data']))
