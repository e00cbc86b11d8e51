// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/secrets/keyring.h"

#include "base/redact.h"
#include "fleet/secrets/signalled.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QPromise>
#include <QThread>
#include <qt6keychain/keychain.h>
#include <memory>

namespace lockmaster {
namespace {

struct Answer {
    QKeychain::Error error = QKeychain::NoError;
    QString password;
};

/// Lives on the keyring's thread, for ever: joining a thread that hangs in the session bus would hang the program.
QObject &keyringThread()
{
    static QObject &anchor = [] -> QObject & {
        auto *thread = new QThread;
        thread->setObjectName(QStringLiteral("keyring"));
        auto *object = new QObject;
        object->moveToThread(thread);
        thread->start();
        return *object;
    }();
    return anchor;
}

QFuture<Answer> ask(const QString &key)
{
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QMetaObject::invokeMethod(&keyringThread(), [key, promise] {
        auto *job = new QKeychain::ReadPasswordJob(QStringLiteral("Lockmaster")); // deletes itself
        job->setInsecureFallback(false);
        job->setKey(key);
        QObject::connect(job, &QKeychain::Job::finished, &keyringThread(), [job, promise] {
            promise->addResult(Answer{job->error(), job->textData()});
            promise->finish();
        });
        job->start();
    });
    return promise->future();
}

Error keyringError(const QString &key, QKeychain::Error error)
{
    const QString text =
        error == QKeychain::EntryNotFound
            ? QCoreApplication::translate("Secrets", "The keyring has no password under \"%1\"").arg(key)
            : QCoreApplication::translate("Secrets", "The keyring cannot be read: it is locked, refused or not there");
    const QString advice = QCoreApplication::translate(
        "Secrets", "Unlock the keyring and store the password in it (service \"Lockmaster\", user \"%1\"), or name an "
                   "environment variable or a command as the target's password source");
    return {.kind = ErrorKind::Config, .text = text, .detail = advice.arg(key)};
}

Result<QString> passwordOf(const QString &key, const Answer &answer)
{
    if (answer.error != QKeychain::NoError)
        return std::unexpected(keyringError(key, answer.error));
    registerSecret(answer.password);
    return answer.password;
}

/// It may be in the middle of its own signal when the coroutine ends.
struct Later {
    void operator()(QFutureWatcher<Answer> *watcher) const
    {
        watcher->disconnect();
        watcher->deleteLater();
    }
};

} // namespace

QCoro::Task<Result<QString>> passwordFromKeyring(QString key, QDeadlineTimer deadline, std::stop_token stop)
{
    Signalled answered(stop);
    const std::unique_ptr<QFutureWatcher<Answer>, Later> watcher(new QFutureWatcher<Answer>);
    QObject::connect(watcher.get(), &QFutureWatcherBase::finished, watcher.get(), [&answered] { answered.done(); });
    watcher->setFuture(ask(key));
    switch (co_await answered.wait(deadline)) {
    case WaitEnd::Ready: co_return passwordOf(key, watcher->result());
    case WaitEnd::Stopped: co_return fail(ErrorKind::Cancelled, QCoreApplication::translate("Secrets", "Stopped"));
    case WaitEnd::Timeout: break;
    }
    Error late = keyringError(key, QKeychain::OtherError);
    late.kind = ErrorKind::Timeout;
    late.text = QCoreApplication::translate("Secrets", "The keyring does not answer");
    co_return std::unexpected(late);
}

} // namespace lockmaster
