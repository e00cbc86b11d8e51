// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/scene.h"

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

Scene::Scene(SceneKind kind, int size) : m_kind(std::move(kind)), m_size(size > 0 ? size : m_kind.size) {}

Scene::~Scene()
{
    end();
}

Result<void> Scene::begin(Lab &lab)
{
    m_stage = std::make_unique<Stage>(lab, m_size);
    for (const auto &[name, parts] : labPartNames().asKeyValueRange()) {
        if (m_kind.needs.testFlags(parts) && !lab.options().parts.testFlags(parts)) {
            return fail(ErrorKind::Config, u"the scene %1 needs the part \"%2\""_s.arg(m_kind.name, name));
        }
    }
    return m_kind.play(*m_stage);
}

Result<void> Scene::end()
{
    const Result<void> done = m_stage ? m_stage->clear() : Result<void>();
    m_stage.reset();
    return done;
}

std::unique_ptr<Scene> makeScene(const QString &nameAndSize)
{
    const QString name = nameAndSize.section(u':', 0, 0);
    const auto kind = std::ranges::find(sceneKinds(), name, &SceneKind::name);
    return kind == sceneKinds().end() ? nullptr : std::make_unique<Scene>(*kind, nameAndSize.section(u':', 1).toInt());
}

} // namespace lockmaster
