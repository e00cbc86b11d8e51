// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a process: what it is asked, what it printed and what it ended with.
#pragma once

#include "lab/lab.h"

#include "harness/builtprogram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;

inline const QString kFleet = u"--fleet"_s;
inline const QString kPrimary = u"orders-primary"_s;
inline const QString kCanary = u"canary-Zx81-Quux"_s; ///< a password that is to be seen nowhere

struct Ended {
    int exitCode = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    [[nodiscard]] QByteArray words() const { return (out + err).toUtf8(); }
};

/// With the lab's primary as its fleet and a home of its own.
class CommandLineTest : public QObject
{
protected:
    void startLab(LabParts parts = LabPart::Postgres)
    {
        LabOptions options;
        options.parts = parts;
        m_lab = std::make_unique<Lab>(options);
        const Result<void> up = m_lab->start();
        QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
        m_fleet = m_lab->fleetFile().value();
    }
    [[nodiscard]] Ended run(const QStringList &arguments) const
    {
        QProcess process;
        begin(process, arguments);
        return ended(process);
    }
    /// A line as somebody pastes it, with the program on the path.
    [[nodiscard]] Ended runInShell(const QString &line) const
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(u"bash"_s, {u"-c"_s, line});
        return ended(process);
    }
    void begin(QProcess &process, const QStringList &arguments) const
    {
        process.setProcessEnvironment(environment());
        process.start(builtProgram(QStringLiteral("app/lockmaster")), arguments);
    }
    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        const QString folder = QFileInfo(builtProgram(QStringLiteral("app/lockmaster"))).absolutePath();
        variables.insert(u"PATH"_s, folder + u':' + variables.value(u"PATH"_s));
        variables.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
        variables.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
        variables.remove(u"DISPLAY"_s);
        variables.remove(u"WAYLAND_DISPLAY"_s);
        variables.remove(u"QT_QPA_PLATFORM"_s);
        return variables;
    }
    [[nodiscard]] static Ended ended(QProcess &process)
    {
        if (!process.waitForFinished(30'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_home.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    QTemporaryDir m_home;
    std::unique_ptr<Lab> m_lab;
    QString m_fleet;
};

} // namespace lockmaster::fixtures
