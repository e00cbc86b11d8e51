// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a file whole or not at all, on a thread of the pool, and tells when it is done.
#pragma once

#include <QByteArray>
#include <QObject>
#include <functional>

namespace lockmaster {

/// `done` is called on the thread of `context` with an empty text, or with what went wrong; not at all when
/// `context` is gone by then.
void writeFile(const QString &path, const QByteArray &bytes, QObject *context,
               std::function<void(const QString &error)> done);

} // namespace lockmaster
