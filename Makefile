# 拼图 Pintu. "make help" lists what there is.

# The first Python that is new enough; name another one with PYTHON=...
ifndef PYTHON
PYTHON := $(shell for python in python3 python python3.13 python3.12 python3.11 python3.14; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    command -v $$python; break; \
	  fi; \
	done)
endif
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
RUN := $(BIN)/python
# Twice the usual two cores: a test in a browser mostly waits for a page or a voice.
WORKERS := 4
# Hundreds of processes start in the tests, and each would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site test check bench lock clean python ready styled typed collected

help: ## 列出这些命令 list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

site: python ## 建好示例村庄的网站，放在 site/ build the sample village into site/
	@$(PYTHON) scripts/setup.py site
	@$(BIN)/pintu build

test: python ## 装好一切并跑完全部检查和测试 set up, then run every check and test
	@$(MAKE) --no-print-directory ready
	@$(MAKE) --no-print-directory --jobs 2 styled typed collected
	@$(RUN) -m pytest --numprocesses $(WORKERS) --dist worksteal

check: python ## 只做检查，不跑测试 the checks alone: style, types, layers
	@$(MAKE) --no-print-directory ready
	@$(MAKE) --no-print-directory styled typed

ready:
	@$(PYTHON) scripts/setup.py test
	@$(PYTHON) scripts/setup_browser.py

styled:
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(BIN)/lint-imports --no-cache

typed:
	@$(RUN) -m mypy --strict archive plugins hatch_build.py
	@$(RUN) hatch_build.py --types

# pytest rewrites the tests when it first imports them and keeps what it wrote. Done beforehand,
# and beside mypy, it is done once; the workers would all do it, at the same time. What is wrong
# with a test is told by the run itself.
collected:
	@$(RUN) -m pytest --collect-only --quiet >/dev/null 2>&1 || true

bench: python ## 测量速度（很久） measure the speed (takes long)
	@$(PYTHON) scripts/setup.py bench
	@$(RUN) scripts/bench

lock: python ## 重新锁定依赖版本 pin the versions of all packages anew
	@$(PYTHON) scripts/setup.py lock

clean: ## 删除一切可以重新生成的东西 delete everything that can be made again
	rm -rf .venv build dist site .pintu .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f archive/render/static/*.js archive/render/static/*.css archive/render/static/third-party-licenses.txt
	rm -f archive/render/frontend/built.json archive/render/frontend/fonts/built.json archive/render/locale/built.json
	rm -rf archive/render/press/fonts
	find archive plugins tests scripts \( -name '*.mo' -o -name '*.pyc' \) -type f -exec rm -f {} +

python:
	@test -n "$(PYTHON)" || { \
	  echo "没有找到 Python 3.11 或更新的版本。请先安装，再运行一次；装在别处的话：make site PYTHON=/路径/python3" >&2; \
	  echo "No Python 3.11 or newer was found. Install one and run this again; if it is somewhere else: make site PYTHON=/path/to/python3" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) 太旧：需要 Python 3.11 或更新的版本。" >&2; \
	  echo "$(PYTHON) is too old: Python 3.11 or newer is needed." >&2; \
	  exit 1; }
