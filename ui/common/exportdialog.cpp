// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/exportdialog.h"

#include "ui/common/page.h"
#include "watch/momentbus.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>

namespace lockmaster {

namespace {

const QString &folderKey()
{
    static const QString key = QStringLiteral("export/folder");
    return key;
}

/// Names of targets are free text.
QString fileWord(const QString &text)
{
    static const QRegularExpression other(QStringLiteral("[^\\p{L}\\p{N}._]+"));
    QString word = text;
    word.replace(other, QStringLiteral("-"));
    while (word.startsWith(u'.') || word.startsWith(u'-'))
        word.remove(0, 1);
    return word.left(80);
}

const Page *pageOf(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const auto *page = qobject_cast<const Page *>(widget))
            return page;
    }
    return nullptr;
}

QString proposedFolder()
{
    const QString last = QSettings().value(folderKey()).toString();
    return !last.isEmpty() && QDir(last).exists() ? last
                                                  : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

} // namespace

QString exportName(const QString &target, const QString &what, WallTime moment)
{
    const auto since = std::chrono::floor<std::chrono::milliseconds>(moment.time_since_epoch());
    const QString time = QDateTime::fromMSecsSinceEpoch(since.count()).toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
    QStringList parts{fileWord(target), fileWord(what), time};
    parts.removeAll(QString());
    return parts.join(u'-');
}

QFileDialog *newExportDialog(QWidget *from, const ExportProposal &proposal)
{
    const Page *page = pageOf(from);
    const WallTime now = systemClock().wallNow();
    const QString name =
        exportName(page ? page->target() : QString(), proposal.what, page ? page->bus().frozenAt().value_or(now) : now);
    auto *dialog = new QFileDialog(from, proposal.title, proposedFolder(), proposal.filters);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(proposal.suffix);
    dialog->selectFile(name + u'.' + proposal.suffix);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                     [](const QString &path) { QSettings().setValue(folderKey(), QFileInfo(path).absolutePath()); });
    return dialog;
}

} // namespace lockmaster
