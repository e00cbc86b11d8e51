// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The scenes that are on, and the commands that begin and end them.
#pragma once

#include <QStringList>
#include <map>
#include <memory>

#include "lab/scenes/scene.h"

namespace lockmaster {

class Theatre
{
public:
    explicit Theatre(Lab &lab);

    /// "scene NAME[:SIZE]", "end NAME", "quit"; prints what came of it. False: quit.
    bool obey(const QString &command);
    /// One after the other. False: one did not begin, and it was said why.
    bool begin(const QStringList &scenes);

private:
    bool begin(const QString &nameAndSize);
    void end(const QString &name);

    Lab &m_lab;
    std::map<QString, std::unique_ptr<Scene>> m_scenes;
};

} // namespace lockmaster
