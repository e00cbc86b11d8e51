// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleetfile.h"

#include "fleet/fleetreader.h"
#include "fleet/yamlguard.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <yaml-cpp/yaml.h>

namespace lockmaster {
namespace {

constexpr qint64 kLargestFleetFile = 1 << 20;
constexpr int kDeepest = 8;

} // namespace

QString mistakeText(const FleetMistake &mistake)
{
    QString text = QStringLiteral("%1:%2:%3: ").arg(mistake.file).arg(mistake.line).arg(mistake.column) + mistake.text;
    if (!mistake.expected.isEmpty())
        text += u' ' + QCoreApplication::translate("Fleet", "(expected: %1)").arg(mistake.expected);
    return text;
}

std::expected<Fleet, std::vector<FleetMistake>> parseFleet(const QByteArray &yaml, const QString &file)
{
    if (const auto refusal = yamlRefusal(yaml, kDeepest))
        return std::unexpected(std::vector{FleetMistake{file, refusal->line, refusal->column, refusal->text, {}}});
    try {
        return FleetReader(file).read(YAML::Load(yaml.toStdString()));
    } catch (const YAML::Exception &exception) {
        return std::unexpected(std::vector{FleetMistake{file,
                                                        exception.mark.line + 1,
                                                        exception.mark.column + 1,
                                                        QCoreApplication::translate("Fleet", "This is not valid YAML"),
                                                        {}}});
    }
}

Result<Fleet> readFleetFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Config,
                    QCoreApplication::translate("Fleet", "The fleet file %1 cannot be read").arg(path),
                    file.errorString());
    const QByteArray yaml = file.read(kLargestFleetFile + 1);
    if (yaml.size() > kLargestFleetFile)
        return fail(ErrorKind::Config, QCoreApplication::translate("Fleet", "%1 is larger than 1 MB").arg(path));
    return parseFleet(yaml, QFileInfo(path).fileName()).transform_error([&](const std::vector<FleetMistake> &mistakes) {
        QStringList lines;
        for (const FleetMistake &mistake : mistakes)
            lines += mistakeText(mistake);
        const int count = static_cast<int>(mistakes.size());
        return Error{
            .kind = ErrorKind::Config,
            .text =
                QCoreApplication::translate("Fleet", "%n mistake(s) in the fleet file %1", nullptr, count).arg(path),
            .detail = lines.join(u'\n')};
    });
}

} // namespace lockmaster
