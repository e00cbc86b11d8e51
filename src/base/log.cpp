// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "base/redact.h"
#include "base/text.h"

#include <cstdio>

namespace lockmaster {

Q_LOGGING_CATEGORY(lcBase, "lockmaster.base")
Q_LOGGING_CATEGORY(lcLink, "lockmaster.link")
Q_LOGGING_CATEGORY(lcEngine, "lockmaster.engine")
Q_LOGGING_CATEGORY(lcActions, "lockmaster.actions")
Q_LOGGING_CATEGORY(lcUi, "lockmaster.ui")

namespace {

/// One write for a line, so that lines of several threads do not mix.
void printRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = qFormatLogMessage(type, context, plainLine(redact(message))).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace

void installRedactingLog()
{
    qInstallMessageHandler(printRedacted);
}

} // namespace lockmaster
