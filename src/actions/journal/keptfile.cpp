// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/keptfile.h"

#include "actions/plan/actiontext.h"

#include <QSaveFile>

namespace lockmaster {

Result<QString> keepFile(const QString &folder, const QString &planId, const QByteArray &content)
{
    const QString path = folder + QStringLiteral("/kept-%1.json").arg(planId);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(content) == content.size() && file.commit())
        return path;
    return fail(ErrorKind::Config,
                ActionText::tr("What there is now cannot be kept in %1, so it is not taken away.").arg(path),
                file.errorString());
}

} // namespace lockmaster
