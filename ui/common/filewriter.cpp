// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/filewriter.h"

#include <QPromise>
#include <QFuture>
#include <QSaveFile>
#include <QThreadPool>
#include <utility>

namespace lockmaster {
namespace {

QString write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return file.errorString();
    return {};
}

} // namespace

void writeFile(const QString &path, const QByteArray &bytes, QObject *context,
               std::function<void(const QString &error)> done)
{
    auto promise = std::make_shared<QPromise<QString>>();
    promise->future().then(context, [done = std::move(done)](const QString &error) { done(error); });
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, bytes] {
        promise->addResult(write(path, bytes));
        promise->finish();
    });
}

} // namespace lockmaster
